"""What people may type about programmes, by subject."""
