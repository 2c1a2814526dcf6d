"""Pages and buttons, by subject."""
