"""The forms of the practice room."""
