"""The parts that run together: honcho starts them, and ends all when one ends."""

from __future__ import annotations

import errno
import os
import shlex
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Timer
from typing import TextIO

from honcho.manager import (
    SYSTEM_PRINTER_NAME,
    Manager,
)
from honcho.printer import Message, Printer

from app.launch.minder import READY

ASKED = {130, 143}
# A disk that is full, or fails, takes no line; the parts run on without being heard.
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EIO}


@dataclass(frozen=True)
class Part:
    """One part: its name in the output, its command, and the port on which it answers.

    With `after` it starts when that port answers, so that people see a page soonest.
    """

    name: str
    command: Sequence[str]
    port: int = 0
    after: int = 0


class CalmPrinter(Printer):  # type: ignore[misc]
    """Prints the parts' own lines, and the greeting once the web part answers."""

    def __init__(self, output: TextIO, greeting: Sequence[str]) -> None:
        """`greeting` is shown as it is, line by line."""
        super().__init__(output)
        self._greeting = greeting

    def write(self, message: Message) -> None:
        """Print one message, unless it is only about process numbers or there is no room."""
        if message.name == SYSTEM_PRINTER_NAME:
            return
        try:
            self._print(message)
        except OSError as error:
            if error.errno not in NO_ROOM:
                raise

    def _print(self, message: Message) -> None:
        data = message.data
        text = data.decode("utf-8", "replace") if isinstance(data, bytes) else data
        if text.strip("\r\n") == READY:
            for line in self._greeting:
                print(line, file=self.output, flush=True)
            return
        super().write(message)


class Crew(Manager):  # type: ignore[misc]
    """A honcho manager that can be asked to stop while it is still starting."""

    def terminate(self) -> None:
        """Ask every part to stop; honcho cannot do that to one that has no number yet."""
        if self._all_started():
            super().terminate()
        else:
            Timer(0.1, os.kill, (os.getpid(), signal.SIGTERM)).start()


def run(
    parts: Sequence[Part],
    env: Mapping[str, str],
    stores: Mapping[str, int],
    greeting: Sequence[str],
    output: TextIO = sys.stdout,
) -> int:
    """Run the parts until one ends or a signal comes; 0 when it was a signal.

    `stores` are the processes, by name, without which no part can work.
    """
    crew = Crew(CalmPrinter(output, greeting))
    for part in parts:
        crew.add_process(part.name, _minded(part, stores), env=dict(env))
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    crew.loop()
    return 0 if crew.returncode in ASKED else 1


def _minded(part: Part, stores: Mapping[str, int]) -> str:
    """The part's command under its minder, for a shell."""
    minder = [sys.executable, "-m", "app.launch.minder", "--launcher", str(os.getpid())]
    minder += [flag for name, pid in stores.items() for flag in ("--beside", f"{name}={pid}")]
    minder += ["--ready", str(part.port), "--after", str(part.after), "--", *part.command]
    return f"exec {shlex.join(minder)}"
