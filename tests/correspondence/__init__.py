"""Tests of the pages about letters."""
