"""Who may see whom: the facilitators of a cohort, and nobody about themselves."""
