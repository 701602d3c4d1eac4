"""Who did what to what, and when: an append-only record with a chain of hashes."""
