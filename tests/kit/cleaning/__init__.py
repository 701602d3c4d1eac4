"""Cleaning of pictures and recordings: nothing that tells about people is kept."""
