"""Tests of what came of reports."""
