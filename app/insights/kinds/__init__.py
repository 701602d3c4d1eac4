"""The letters of this room as the post sees them."""
