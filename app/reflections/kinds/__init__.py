"""What the post asks about letters of the reflections room when they leave."""
