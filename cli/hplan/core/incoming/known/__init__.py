"""What is known of a document beforehand: the strategy's wordings, and the words that plans have."""
