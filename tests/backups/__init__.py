"""Backups and how they are put back."""
