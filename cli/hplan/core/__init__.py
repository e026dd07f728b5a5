"""What hplan does, without a terminal: reading, checking, scaffolding, rendering."""
