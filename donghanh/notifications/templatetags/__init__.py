"""Tags of notifications: the bell."""
