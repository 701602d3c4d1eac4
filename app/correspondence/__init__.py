"""A cohort's letters on pages: to bring, to come and gone; and the weekly letter."""
