"""Makes backups and puts them back, as the commands do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from app.backups.after import Changes, Reapply, Wishes
from app.backups.files import written_whole
from app.backups.manifest import Manifest
from app.backups.progress import Progress
from app.backups.read import Backup, check, opened
from app.backups.restore import restore
from app.backups.write import Contents, write_backup
from app.rights.actions.erase import reapply_erasures
from app.rights.actions.remerge import Made
from app.wiring import Platform

VERSION = "9.9"


def quiet(_line: str) -> None:
    """Tells nobody."""


def back_up(on: Platform, path: Path, **more: object) -> Manifest:
    """A backup of a platform."""
    contents = Contents(VERSION, on.settings.secret_key, **more)  # type: ignore[arg-type]
    with written_whole(path) as to:
        return write_backup(on.engine, to, contents, now=on.clock.now(), progress=Progress(quiet))


def put_back(
    on: Platform,
    path: Path,
    *,
    force: bool = True,
    erasures: Mapping[UUID, datetime] | None = None,
    again: Reapply | None = None,
    lost: frozenset[str] = frozenset(),
    merges: tuple[Made, ...] = (),
) -> Changes:
    """Restore a backup into a platform's database."""
    with opened(path) as backup:
        check(backup, Progress(quiet))
        return restore(
            on.settings.database_url or "",
            backup,
            Wishes(force, dict(erasures or {}), lost, merges),
            keys=on.keys,
            now=on.clock.now(),
            progress=Progress(quiet),
            reapply=again or partial(reapply_erasures, places=on.places, now=on.clock.now()),
        )


def looked_through(path: Path) -> Manifest:
    """What `dlp verify` finds."""
    with opened(path) as backup:
        check(backup, Progress(quiet))
        return backup.manifest


@contextmanager
def inside(path: Path) -> Iterator[Backup]:
    """A backup, open."""
    with opened(path) as backup:
        yield backup


def forged(path: Path, to: Path, changed: Mapping[str, bytes | None]) -> Path:
    """A copy with other pieces in place of some; None leaves one out."""
    with ZipFile(path) as source, ZipFile(to, "w", ZIP_DEFLATED) as copy:
        for name in source.namelist():
            piece = changed.get(name, source.read(name))
            if piece is not None:
                copy.writestr(name, piece)
    return to
