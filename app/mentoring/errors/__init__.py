"""What the mentoring room refuses; no sentence says who said no, or who keeps apart from whom."""
