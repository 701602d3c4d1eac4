"""What is refused, each with a sentence."""
