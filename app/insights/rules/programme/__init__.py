"""What the programme view counts, and how it may be told."""
