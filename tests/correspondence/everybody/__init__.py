"""Four people who are reached in four ways, and all that a cohort writes to them."""
