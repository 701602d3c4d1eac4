"""Tests of the launcher and of the files that install and deploy."""
