"""Letters of the practice room as the post sees them."""
