"""A paper on a page: its text in pieces, tied to what was read from them."""
