"""A platform that is opened when a command first uses it, and closed with the command."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import click

from app.launch.stores import borrowed
from app.settings import Settings
from app.wiring import Platform, build


class Opened:
    """Stands for the platform, so that commands which need no store start none."""

    def __init__(self, context: click.Context, read: Callable[[], Settings]) -> None:
        self._context = context
        self._read = read

    @cached_property
    def platform(self) -> Platform:
        """The platform on the stores that run, or on embedded ones for this command alone."""
        settings = self._context.with_resource(borrowed(self._read()))
        made = build(settings)
        self._context.call_on_close(made.engine.dispose)
        return made

    def __getattr__(self, name: str) -> object:
        """Everything that a platform has."""
        return getattr(self.platform, name)


def platform() -> Platform:
    """The platform of the command that runs."""
    opened = click.get_current_context().find_object(Opened)
    if opened is None:
        message = "a command was run outside `dlp`"
        raise TypeError(message)
    return opened.platform
