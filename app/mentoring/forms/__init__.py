"""The forms of the mentoring room."""
