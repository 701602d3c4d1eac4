"""Peer mentoring: two people who walk together for a while, and how they are brought together."""
