"""What the practice room writes to people."""
