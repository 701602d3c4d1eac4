"""Changing one's own e-mail address."""
