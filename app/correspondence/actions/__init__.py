"""What can be done with a cohort's letters."""
