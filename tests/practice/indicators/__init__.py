"""Tests: local indicators of a cohort."""
