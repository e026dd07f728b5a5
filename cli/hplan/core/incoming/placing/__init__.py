"""Where in a plan each line of a document belongs."""
