"""Units as spreadsheets: the columns, reading with errors by row and cell, storing, and writing."""
