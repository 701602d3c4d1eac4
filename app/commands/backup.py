"""`dlp backup` and `dlp verify`: one file with everything at one moment, and its test."""

from __future__ import annotations

import os
import sys
import tempfile
import tomllib
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import click

from app.backups.errors import NotOurs, WrongPassphrase
from app.backups.files import written_whole
from app.backups.kept import LastBackup, note_backup
from app.backups.keys import SHORTEST, Keys, seal_keys
from app.backups.load import load
from app.backups.manifest import Manifest, is_file_name
from app.backups.progress import Progress
from app.backups.read import Backup, check, opened
from app.backups.same import compare
from app.backups.write import Contents, write_backup
from app.certificates.queries.keys import kept_lines
from app.commands.opened import platform
from app.gateways.embedded.postgres import EmbeddedPostgres
from app.kit.sealing import MasterKeys, mark_of, master_secret
from app.migrate import MIGRATIONS
from app.settings import VAULT_FILE, Settings, read_settings
from app.wiring import Platform

PASSPHRASE = "DLP_BACKUP_PASSPHRASE"  # noqa: S105 - the name of a setting
FOREIGN = (
    "It was not sealed with the secret key of this platform: it comes from another one, or "
    "somebody has changed it. Use it only if you know where it comes from."
)


@click.command("backup")
@click.argument("file", type=click.Path(allow_dash=True, path_type=Path))
@click.option("--with-keys", is_flag=True, help="With the keys, sealed with a passphrase.")
def backup_command(file: Path, *, with_keys: bool) -> None:
    """Write everything at this moment into FILE while people go on working (`-`: print it).

    The keys are left out unless --with-keys is given; the passphrase is asked for, or read from
    DLP_BACKUP_PASSPHRASE.
    """
    on = platform()
    contents = Contents(
        app_version(), on.settings.secret_key, _scales(on.settings), _sealed(on, wanted=with_keys)
    )
    progress = Progress(_tell)
    is_printed = str(file) == "-"
    out = nullcontext(sys.stdout.buffer) if is_printed else written_whole(file.absolute())
    with out as to:
        made = write_backup(on.engine, to, contents, now=on.clock.now(), progress=progress)
    _tell(f"{progress.summary()}, at migration {made.revision}.")
    if not is_printed:
        _remember(on, file.absolute(), made)
    if not with_keys:
        _tell(keys_line(on.settings))


@click.command("verify")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--deep", is_flag=True, help="Also put it into a database that goes afterwards.")
@click.option("--ours", is_flag=True, help="Refuse one that this platform did not make.")
def verify_command(file: Path, *, deep: bool, ours: bool) -> None:
    """Say whether FILE is a whole and sound backup; needs no database."""
    settings = read_settings()
    with opened(file) as backup:
        progress = Progress(_tell, backup.manifest.rows)
        check(backup, progress)
        describe(backup, settings, ours=ours)
        if deep:
            _put_into_scratch(backup)
    click.echo("It is whole." if not deep else "It is whole, and can be restored.")


def app_version() -> str:
    """The version of this program."""
    facts = tomllib.loads((MIGRATIONS.parent / "pyproject.toml").read_text("utf-8"))
    return str(facts["project"]["version"])


def describe(backup: Backup, settings: Settings, *, ours: bool) -> None:
    """Say what is in a backup, and what is missing to open it.

    Raises: NotOurs, where it has to be ours and is not, or was changed.
    """
    made = backup.manifest
    click.echo(
        f"Made {made.made_at:%Y-%m-%d %H:%M} UTC by version {made.app_version} at migration "
        f"{made.revision}: {made.rows:,} rows in {len(made.tables)} tables"
        f"{', with the keys' if made.keys else ''}."
    )
    if not backup.is_sealed_with(settings.secret_key):
        click.echo(FOREIGN)
        if ours:
            raise NotOurs
    known = {mark_of(master_secret(key)).hex() for key in settings.vault_keys()}
    lost = sum(number for mark, number in made.key_marks.items() if mark not in known)
    if lost:
        click.echo(
            f"The private writing of {lost} people in it opens only with master keys that are not "
            f"here: bring back {VAULT_FILE} (or DLP_VAULT_KEYS) from where you keep it"
            f"{', or restore with --with-keys' if made.keys else ''}."
        )


def passphrase(*, is_new: bool) -> str:
    """The passphrase of keys in a backup: from the environment, or from whoever types.

    Raises: WrongPassphrase when a new one is too short.
    """
    found = os.environ.get(PASSPHRASE) or click.prompt(
        "Passphrase of the keys", hide_input=True, confirmation_prompt=is_new, err=True
    )
    if is_new and len(found) < SHORTEST:
        message = f"A passphrase needs at least {SHORTEST} characters. Nothing was written."
        raise WrongPassphrase(message)
    return str(found)


def keys_line(settings: Settings) -> str:
    """Where the keys are that this backup does not hold."""
    vault = "DLP_VAULT_KEYS" if settings.given_vault_keys else settings.data_dir / VAULT_FILE
    return (
        f"THE KEYS ARE NOT IN IT. Without {vault} nobody can ever read the private writing in this "
        "backup. Keep a copy of it, of DLP_SECRET_KEY and of badge_keys (or DLP_BADGE_KEYS), by "
        "which badges are checked, in another place than the backup; or use --with-keys."
    )


def _scales(settings: Settings) -> tuple[Path, ...]:
    """The deployment's own scales; other files in their folder are not ours to carry."""
    if not settings.scales_dir.is_dir():
        return ()
    found = sorted(settings.scales_dir.iterdir())
    return tuple(path for path in found if path.is_file() and is_file_name(path.name))


def _sealed(on: Platform, *, wanted: bool) -> bytes | None:
    if not wanted:
        return None
    badges = tuple(kept_lines(on.settings).split())
    keys = Keys(on.settings.secret_key, on.settings.vault_keys(), badges)
    return seal_keys(keys, passphrase(is_new=True))


def _remember(on: Platform, file: Path, made: Manifest) -> None:
    size = file.stat().st_size
    kept = LastBackup(made_at=made.made_at, file=str(file), size=size, rows=made.rows)
    note_backup(on.settings.data_dir, kept)
    _tell(f"{file} is {size / 1024**2:,.1f} MiB. `dlp verify` tells whether it is sound.")


def _put_into_scratch(backup: Backup) -> None:
    """Restore into a server of its own and read everything again; nothing of it stays."""
    with tempfile.TemporaryDirectory(prefix="dlp-verify-") as folder:
        progress = Progress(_tell, backup.manifest.rows)
        with EmbeddedPostgres(Path(folder), durable=False) as scratch:
            look = partial(compare, manifest=backup.manifest)
            keys = MasterKeys(read_settings().vault_keys)
            engine = load(scratch.url, backup, keys=keys, progress=progress, look=look)
            engine.dispose()
        _tell(f"Restored for a look: {progress.summary()}.")


def _tell(line: str) -> None:
    click.echo(line, err=True)
