"""Core: what every app may use and that knows no organisation."""
