"""Who may do what in mentoring: facts in, answer out."""
