"""Tags of documents: the text of a paper with the words that were read."""
