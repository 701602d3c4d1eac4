"""Tests: matching people."""
