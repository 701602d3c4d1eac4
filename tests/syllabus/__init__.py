"""Tests of the syllabus room."""
