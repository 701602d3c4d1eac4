"""Tests: which role gets past the guard of which address; see `who_may/`."""
