"""Makes backups and puts them back, as the commands do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from click.testing import CliRunner, Result

from app.backups.after import Changes, Reapply, Wishes
from app.backups.files import written_whole
from app.backups.manifest import Manifest
from app.backups.progress import Progress
from app.backups.read import Backup, check, opened
from app.backups.restore import restore
from app.backups.write import Contents, write_backup
from app.cli import dlp
from app.rights.actions.erase import reapply_erasures
from app.rights.actions.remerge import Made
from app.settings import Settings
from app.wiring import Platform
from tests.stores import MASTER_KEY

VERSION = "9.9"


class Commands:
    """The command line on the platform of a test."""

    def __init__(self, settings: Settings) -> None:
        self.env = {
            "DLP_DATA_DIR": str(settings.data_dir),
            "DLP_DATABASE_URL": settings.database_url,
            "DLP_REDIS_URL": settings.redis_url,
            "DLP_BASE_URL": settings.base_url,
            "DLP_SECRET_KEY": settings.secret_key,
            "DLP_VAULT_KEYS": MASTER_KEY,
        }

    def run(self, *words: str) -> Result:
        """What a command answers; it has to go well."""
        said = self.tried(*words)
        assert said.exit_code == 0, said.output
        return said

    def tried(self, *words: str) -> Result:
        """What a command answers, however it goes."""
        return CliRunner().invoke(dlp, list(words), env=self.env)


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
