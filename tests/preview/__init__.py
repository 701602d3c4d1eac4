"""Pages of editions, as programme leads see them."""
