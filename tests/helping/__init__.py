"""Tests of helpers: whom a person chose, what they may do, and that they may do no more."""
