"""Questions across tables, answered with frozen values: the tree on a day, time, and what a deed would do."""
