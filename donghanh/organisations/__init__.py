"""Organisations: units through time, the tree, what became of what, groups, and the land they stand on."""
