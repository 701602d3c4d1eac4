"""The worker and its schedule."""
