"""The Discovery Learning Programme platform: rooms, each with the same shelves."""
