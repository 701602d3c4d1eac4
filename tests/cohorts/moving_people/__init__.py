"""Moving one person to another cohort."""
