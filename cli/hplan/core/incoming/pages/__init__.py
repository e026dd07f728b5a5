"""The pages of a PDF: PDFium, in a process of its own, and lines in the order of reading."""
