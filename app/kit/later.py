"""Libraries that few requests need: each is read when the first one needs it."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class Later:
    """Stands for a library until something of it is used; whoever is first waits for it.

    Named beside the other imports, with the real one for the type checker, so that what a file
    needs is still told at its top. Only for what costs every start and serves few requests.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        """What the library has under this name; it is looked for once."""
        found = self.__dict__[name] = getattr(import_module(self._name), name)
        return found
