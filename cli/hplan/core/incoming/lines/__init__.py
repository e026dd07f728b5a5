"""The lines of a document, and how torn, run-in and broken ones are set right."""
