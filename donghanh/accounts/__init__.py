"""Accounts: signing in, posts, roles and rights; builds the Actor."""
