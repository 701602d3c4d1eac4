"""The programme view."""
