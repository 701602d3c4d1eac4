"""Tests: records of learning (CPD)."""
