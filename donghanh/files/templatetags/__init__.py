"""Tags of files: lists of files and the place to send some."""
