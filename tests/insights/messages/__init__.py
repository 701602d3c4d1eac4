"""Tests: messages to some of a cohort."""
