"""Finding one's own entries."""
