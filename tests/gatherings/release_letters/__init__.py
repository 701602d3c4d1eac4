"""Tests of the letters that a module is open."""
