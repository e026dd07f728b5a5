"""What the field is made of: typed, immutable, without a file, a parser or a terminal in sight."""
