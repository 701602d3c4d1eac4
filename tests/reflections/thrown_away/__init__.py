"""Tests of entries that were thrown away."""
