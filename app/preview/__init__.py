"""Editions of the course as programme leads see them before anybody learns from them."""
