"""The commands of the platform as a whole; rooms bring their own."""
