"""Processes of their own that begin with the product imported.

Importing it costs a process two seconds of processor. So one process of the tests does it, which
does nothing else and has no other thread, and each of these is a fork of that one.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

IMPORTED = [
    *("app.cli", "app.factory", "tests.faults.sender"),
    *("tests.outputs.builder", "tests.mentoring.runs.matcher"),
]
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(IMPORTED)


class Begun:
    """A process that calls a function, and can be killed."""

    def __init__(self, call: Callable[..., None], *words: object) -> None:
        self._process = _FORKS.Process(target=call, args=words)
        self._process.start()

    def kill(self) -> None:
        """End it as a power cut does; safe to call twice."""
        self._process.kill()

    def wait(self, seconds: float) -> int:
        """Its exit status, with -9 for one that was killed.

        Raises: TimeoutError when it runs for longer.
        """
        self._process.join(seconds)
        if self._process.exitcode is None:
            message = f"still running after {seconds} s"
            raise TimeoutError(message)
        return self._process.exitcode


def type_dlp(
    words: list[str], env: Mapping[str, str], folder: Path, seconds: float
) -> subprocess.CompletedProcess[str]:
    """Run `dlp` with these words in this environment; what it prints and how it ends.

    What it prints goes through two files in the folder.
    """
    printed, said = folder / "dlp.out", folder / "dlp.err"
    process = Begun(_dlp, words, dict(env), printed, said)
    try:
        status = process.wait(seconds)
    finally:
        process.kill()
    return subprocess.CompletedProcess(words, status, printed.read_text(), said.read_text())


def _dlp(words: list[str], env: dict[str, str], printed: Path, said: Path) -> None:
    """What `python -m app.cli` does."""
    for number, path in ((1, printed), (2, said)):
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update(env)
    sys.argv = ["dlp", *words]
    # Here, since this file is imported by every test process.
    from app.cli import main  # noqa: PLC0415

    main()
