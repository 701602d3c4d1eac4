"""JSON lines on standard error, for web and worker alike."""

from __future__ import annotations

import logging
import sys
from typing import TextIO, cast

import structlog


class Patient:
    """Somewhere to print that is never a fault: a line for which there is no room is left out.

    A full disk must not turn a page into an error, least of all one that gives words back.
    """

    def __init__(self, into: TextIO) -> None:
        """Prints go to `into` for as long as it takes them."""
        self._into = into

    def write(self, text: str) -> int:
        """Print, or leave it."""
        try:
            return self._into.write(text)
        except (OSError, ValueError):
            return len(text)

    def flush(self) -> None:
        """Send off what was printed, or leave it."""
        try:
            self._into.flush()
        except (OSError, ValueError):
            return


def configure_logging(level: str) -> None:
    """JSON lines on standard error, from `level` up."""
    number = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        # It writes and flushes, and asks for nothing else of a file.
        logger_factory=structlog.PrintLoggerFactory(cast("TextIO", Patient(sys.stderr))),
        cache_logger_on_first_use=True,
    )
