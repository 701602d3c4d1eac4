"""How health creating people find a practice or service, and how that changes."""
