"""Running a cohort again from another first day."""
