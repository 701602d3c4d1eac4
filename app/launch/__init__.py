"""Starts the whole platform on one machine, and stops all of it."""
