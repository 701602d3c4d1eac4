"""Tests: scales that a deployment has a licence for."""
