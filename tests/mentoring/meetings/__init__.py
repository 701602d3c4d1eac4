"""Tests of meetings of a pair, their hours, goals and notebook."""
