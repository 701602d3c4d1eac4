"""Tests of kind contacts with people who were missed."""
