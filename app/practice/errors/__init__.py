"""What the practice room refuses; no sentence repeats what somebody wrote."""
