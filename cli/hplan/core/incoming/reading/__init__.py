"""Documents of every format as lines: opened within bounds, read by Pandoc or PDFium."""
