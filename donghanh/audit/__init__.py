"""The history of deeds and rows: who, for which unit, on whose behalf, when, from where, before and after."""
