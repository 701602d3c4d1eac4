"""A person's way through a module: what was seen, answered and done."""
