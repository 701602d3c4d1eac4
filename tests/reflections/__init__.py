"""Tests: reflections."""
