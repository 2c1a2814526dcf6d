"""Words of programmes."""
