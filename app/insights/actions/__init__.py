"""What facilitators do about what they see; each is one use case."""
