"""Suggestions: you said, we did. Anybody may ask for a change to a step, and sees the answer."""
