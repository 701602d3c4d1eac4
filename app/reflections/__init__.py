"""Reflective logs: private entries whose versions never change."""
