"""Passwords of tests cost little: a hash is made to take a fifth of a second of a processor.

The same way of hashing with less work; a hash itself says how much was put into it. What the
platform does is kept for the test that looks at it, and what runs in a process of its own does so.
"""

from __future__ import annotations

from argon2 import PasswordHasher

from app.people import passwords

USUAL = passwords._hasher


def hash_quickly() -> None:
    """Let every hash of this process be made with the least work."""
    passwords._hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
