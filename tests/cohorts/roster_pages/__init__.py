"""Tests of the pages on which lists of people are sent."""
