"""The history of deeds and rows: who, for which unit, on behalf of whom, when, from where, before and after."""
