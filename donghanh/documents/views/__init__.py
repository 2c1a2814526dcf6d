"""Pages of documents, by subject."""
