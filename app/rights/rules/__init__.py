"""How people are erased and what they get of what is kept about them: pure rules."""
