"""Tests: a report is put together by its facilitators."""
