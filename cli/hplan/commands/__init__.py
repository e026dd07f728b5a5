"""The command line: each command reads its options, makes one call to the core, prints, and ends with a code."""
