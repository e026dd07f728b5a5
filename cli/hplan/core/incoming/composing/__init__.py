"""What was placed, as a plan file."""
