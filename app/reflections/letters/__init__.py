"""What the reflections room writes; no letter holds a word that somebody wrote for themselves."""
