"""Tests: what somebody writes in private is found nowhere."""
