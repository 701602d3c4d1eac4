"""Tests: the dlp command."""
