"""What is looked at, as plain Python: who needs somebody and why."""
