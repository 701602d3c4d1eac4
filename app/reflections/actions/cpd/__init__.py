"""Writes of records of learning, one use case in each function."""
