"""Pure rules of the practice room: looks, scores, and what can be compared."""
