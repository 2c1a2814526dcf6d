"""Pages that gather from several subjects."""
