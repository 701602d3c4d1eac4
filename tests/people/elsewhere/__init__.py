"""Tests: signing in with an account elsewhere."""
