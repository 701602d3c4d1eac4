"""Tests: what a cohort looks at goes into its reports."""
