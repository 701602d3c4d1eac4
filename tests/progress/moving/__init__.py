"""Moving a cohort to another edition."""
