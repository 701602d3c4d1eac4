"""Changes of a whole series."""
