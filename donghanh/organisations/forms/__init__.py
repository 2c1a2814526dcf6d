"""What people may type, by subject."""
