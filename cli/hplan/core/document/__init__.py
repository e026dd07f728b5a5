"""The annual-meeting document: Jinja makes Markdown of a plan, Pandoc makes the formats of that."""
