"""Documents: registers, reading, writing, signing, dispatch and consultation."""
