"""A log whose disk is full stops no page and no part of the platform."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import TextIO, cast

import pytest
import structlog
from honcho.printer import Message

from app.kit.logs import Patient
from app.launch.crew import CalmPrinter


@pytest.fixture
def full() -> Iterator[TextIO]:
    """A file on a disk without any room."""
    file = open("/dev/full", "w", encoding="utf-8")  # noqa: SIM115, PTH123 - its close fails too
    yield file
    with suppress(OSError):
        file.close()


def test_a_line_for_which_there_is_no_room_is_left_out(full: TextIO) -> None:
    with pytest.raises(OSError, match="No space left"):
        print("a line", file=full, flush=True)
    log = structlog.PrintLogger(cast("TextIO", Patient(full)))
    for _ in range(10_000):
        log.info("a line that no page waits for")


def test_the_parts_run_on_when_what_they_say_cannot_be_printed(full: TextIO) -> None:
    printer = CalmPrinter(full, ["The platform is here"])
    when = datetime(2027, 1, 20, tzinfo=UTC)
    for data in (b"a line of the web part", b"another"):
        printer.write(Message("line", data, when, "web", None))
