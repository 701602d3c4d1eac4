"""Communities of learning: cohorts, the people enrolled in them, and their invitations."""
