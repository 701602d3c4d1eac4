"""Tests that click through the running product in a real browser."""
