"""Helpers: somebody whom a person chose enters things for them, for a while; both are named."""
