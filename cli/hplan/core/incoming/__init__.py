"""Plans that come by mail, as Word, PDF or text, and become plan files."""
