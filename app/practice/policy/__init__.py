"""Who may do what in the practice room."""
