"""The doors of programmes, by subject."""
