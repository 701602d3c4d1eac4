"""Letters about mentoring as the post sees them."""
