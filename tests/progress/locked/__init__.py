"""Modules and steps that are not open yet."""
