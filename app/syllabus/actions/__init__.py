"""What can be done to the loaded course."""
