"""The words for letters on pages, and what is in a weekly letter."""
