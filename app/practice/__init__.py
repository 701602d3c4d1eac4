"""How health creating people find a practice or service, and what they promise to do about it."""
