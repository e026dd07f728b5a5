"""What can be told of a text: its words, its promises, its references, its spelling."""
