"""Tests of the call and post list."""
