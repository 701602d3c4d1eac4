"""The scene in which everybody has written everything, as the tests of private writing make it."""

from __future__ import annotations

from tests.reflections.privacy.conftest import scene

__all__ = ["scene"]
