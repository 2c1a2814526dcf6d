"""Files that people send: kept once by their checksum, attached to records of the apps above."""
