"""What happens when parts die in the middle of their work."""
