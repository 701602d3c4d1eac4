"""Live sessions of a cohort and the reminders planned with them."""
