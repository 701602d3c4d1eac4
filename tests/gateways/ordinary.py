"""Folders for embedded stores, and work done as an ordinary user when root runs the tests."""

from __future__ import annotations

import multiprocessing
import os
import pwd
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.gateways.embedded.places import POINTER
from app.gateways.embedded.process import Owner
from app.gateways.embedded.programs import postgres_programs

ORDINARY = Owner(pwd.getpwnam("nobody").pw_uid, pwd.getpwnam("nobody").pw_gid)


@contextmanager
def fresh_folder(inside: str = "") -> Iterator[Path]:
    """A folder of mode 700, with a way into it called `inside`; all of it goes afterwards."""
    top = Path(tempfile.mkdtemp(prefix="dlp-e-"))
    try:
        yield top / inside
    finally:
        for pointer in top.rglob(POINTER):
            shutil.rmtree(pointer.read_text().strip(), ignore_errors=True)
        shutil.rmtree(top, ignore_errors=True)


def as_ordinary_user(work: Callable[[Path], None]) -> None:
    """Call `work` with a folder of its own, as a user who is not root; fail as it fails."""
    with fresh_folder() as top:
        if os.geteuid() != 0:
            work(top / "data")
            return
        # The ordinary user may not be able to reach our environment, so gets a copy beside it.
        top.chmod(0o755)
        programs = postgres_programs(top, Owner(65534, 65534)).parents[2]
        (top / "home").mkdir(mode=0o700)
        os.chown(top / "home", ORDINARY.uid, ORDINARY.gid)
        child = multiprocessing.get_context("fork").Process(
            target=_work_as, args=(ORDINARY, programs, work, top / "home" / "data")
        )
        child.start()
        child.join(60)
        assert child.exitcode == 0


def _work_as(owner: Owner, programs: Path, work: Callable[[Path], None], data: Path) -> None:
    os.setgroups([])
    os.setgid(owner.gid)
    os.setuid(owner.uid)
    sys.path.insert(0, str(programs))
    try:
        work(data)
    except BaseException:  # noqa: BLE001 - told to the parent by the exit code
        traceback.print_exc()
        os._exit(1)
    os._exit(0)
