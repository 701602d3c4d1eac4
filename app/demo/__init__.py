"""A demo: synthetic people who go through the same actions as the web."""
