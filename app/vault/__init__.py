"""Keys for private writing: one for each owner, locked with a master key that no database holds."""
