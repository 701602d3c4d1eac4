"""Tests of proposed sessions."""
