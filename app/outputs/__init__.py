"""What a community of learning gives to others: contributions, consent, outputs."""
