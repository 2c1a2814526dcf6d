"""Standard data: the country's map before and after 1 July 2025, and the units that stand on it."""
