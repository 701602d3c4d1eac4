"""A facilitator's day and a programme's year: who needs somebody, and how far people are."""
