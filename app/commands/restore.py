"""`dlp restore`: everything as it was, and what has to be different all the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID

import click

from app.backups.after import Changes, Wishes
from app.backups.errors import CannotWrite, NoKeys
from app.backups.files import must_be_writable
from app.backups.keys import KEYS_NAME, Keys, open_keys
from app.backups.ledgers import erasures_in, merges_in
from app.backups.manifest import FilePart
from app.backups.progress import Progress
from app.backups.read import Backup, check, opened
from app.backups.restore import REPLACED, restore
from app.commands.backup import describe, passphrase
from app.commands.opened import platform
from app.kit.key_files import replace_kept
from app.kit.sealing import MasterKeys
from app.rights.actions.erase import reapply_erasures
from app.rights.actions.ledger import ERASURES
from app.rights.actions.remerge import MERGES, Made, note_merge
from app.rights.declared import declared
from app.settings import SECRET_FILE, VAULT_FILE, Settings
from app.wiring import Platform

# What is said of how many, where there were any.
TOLD = {
    "known": "{} letters are known to have gone since, and do not go again.",
    "erased": "{} people who were erased since were erased again.",
    "merged": "{} accounts that were made one since were made one again.",
    "apart": (
        "{} accounts that were made one since are two again, since the other is not in the backup, "
        "their private writing does not open with the keys here, or something stands between them. "
        "A programme lead can make them one under “When somebody has two accounts”."
    ),
    "told_anew": (
        "{} people had been told that their account ends. Who came in since may be unknown, so "
        "each is told anew, with all the days, if nobody uses the account."
    ),
    "unrecorded": (
        "{} entries of the record of deeds were not taken over: they do not follow on from the "
        "record in the backup. They went with the replaced database."
    ),
    "doubted": (
        "{} letters wait, since nobody knows whether they went: see `dlp letters doubtful`, then "
        "`dlp letters release`."
    ),
}


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace what is in the database.")
@click.option("--with-keys", is_flag=True, help="Bring back the keys in it, too.")
@click.option("--ours", is_flag=True, help="Refuse one that this platform did not make.")
@click.option(
    "--erasures",
    type=click.Path(path_type=Path),
    help="A copy of erasures.jsonl: people who were erased since, and stay so.",
)
@click.option(
    "--merges",
    type=click.Path(path_type=Path),
    help="A copy of merges.jsonl: accounts that were made one since, and stay so.",
)
@click.option(
    "--lost",
    multiple=True,
    metavar="TABLE",
    help="A table that was emptied or changed by mistake: bring it back as the backup has it.",
)
def restore_command(
    file: Path,
    *,
    force: bool,
    with_keys: bool,
    ours: bool,
    erasures: Path | None,
    merges: Path | None,
    lost: tuple[str, ...],
) -> None:
    """Put FILE back: all of it, or nothing.

    Web and worker wait meanwhile. People sign in again; letters whose time had come wait until
    you let them go. What people took back or deleted since the backup does not live again.
    """
    if unknown := sorted({*lost} - {*declared()}):
        message = f"There is no table {unknown[0]}."
        raise click.BadParameter(message, param_hint="--lost")
    with opened(file) as backup:
        on = platform()
        progress = Progress(click.echo, backup.manifest.rows)
        check(backup, Progress(click.echo, backup.manifest.rows))
        describe(backup, on.settings, ours=ours)
        brought = _open_keys(backup, wanted=with_keys)
        data_dir = on.settings.data_dir
        must_be_writable(data_dir)
        wishes = Wishes(
            force,
            _erasures(data_dir / ERASURES, erasures),
            frozenset(lost),
            _merges(data_dir / MERGES, merges),
        )
        changes = restore(
            on.settings.database_url or "",
            backup,
            wishes,
            keys=_all_keys(on, brought),
            now=on.clock.now(),
            progress=progress,
            reapply=partial(reapply_erasures, places=on.places, now=on.clock.now()),
        )
        with _beside_the_database():
            if brought:
                keep_keys(on.settings, brought)
            _remember_merges(data_dir, changes.made_one)
            for scale in backup.manifest.scales:
                _keep_scale(on.settings.scales_dir, scale, backup)
    click.echo(f"Restored {progress.summary()}.")
    _tell_changes(changes)


@contextmanager
def _beside_the_database() -> Iterator[None]:
    """Write files once the database is put back.

    Raises: CannotWrite.
    """
    try:
        yield
    except OSError as error:
        message = (
            f"The database is put back, but {error.filename2 or error.filename} beside it could "
            f"not be written ({error.strerror}). Put that right, then restore once more with "
            "--force, so that keys, scales and the list of accounts that were made one are whole."
        )
        raise CannotWrite(message) from None


def _open_keys(backup: Backup, *, wanted: bool) -> Keys | None:
    if not wanted:
        return None
    if backup.manifest.keys is None:
        raise NoKeys
    sealed = backup.whole(KEYS_NAME, backup.manifest.keys)
    return open_keys(sealed, passphrase(is_new=False))


def _all_keys(on: Platform, brought: Keys | None) -> MasterKeys:
    """The keys of the backup and those that are here; migrations may need them."""
    both = _together(brought, on.settings) if brought else on.settings.vault_keys()
    return MasterKeys(lambda: both)


def _together(brought: Keys, settings: Settings) -> tuple[str, ...]:
    here = [key for key in settings.vault_keys() if key not in brought.vault_keys]
    return (*brought.vault_keys, *here)


def keep_keys(settings: Settings, brought: Keys) -> None:
    """Put the keys where they are looked for; those that were here stay, behind them."""
    if settings.given_vault_keys:
        click.echo("DLP_VAULT_KEYS is set, so the master keys of the backup were not written.")
    else:
        both = _together(brought, settings)
        replace_kept(settings.data_dir / VAULT_FILE, "\n".join(both) + "\n")
    replace_kept(settings.data_dir / SECRET_FILE, brought.secret_key + "\n")
    if brought.badge_keys:
        _keep_badge_keys(settings, brought.badge_keys)
    click.echo("The keys are back. Start web, worker and schedule again, so that they read them.")


def _keep_badge_keys(settings: Settings, brought: Sequence[str]) -> None:
    """Old badges verify by these, and what is new is signed by the first; those here stay, too."""
    if settings.given_badge_keys:
        click.echo("DLP_BADGE_KEYS is set, so the keys of badges in the backup were not written.")
        return
    path = settings.badge_keys_file
    here = path.read_text("ascii").split() if path.is_file() else []
    lines = [*brought, *(line for line in here if line not in brought)]
    replace_kept(path, "\n".join(lines) + "\n")


def _keep_scale(folder: Path, scale: FilePart, backup: Backup) -> None:
    """Bring back a scale that is not here; one that is stays as it is."""
    held = backup.whole(scale.name, scale)
    path = folder / scale.file
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(held)
    elif path.read_bytes() != held:
        click.echo(f"{path} differs from the one in the backup, and was left as it is.")


def _erasures(kept: Path, more: Path | None) -> dict[UUID, datetime]:
    """Who was erased, as far as files tell; the replaced database is asked too."""
    found = erasures_in(kept) if kept.exists() else {}
    return {**found, **(erasures_in(more) if more else {})}


def _merges(kept: Path, more: Path | None) -> tuple[Made, ...]:
    """Who was made one, as far as files tell."""
    return (*(merges_in(kept) if kept.exists() else ()), *(merges_in(more) if more else ()))


def _remember_merges(data_dir: Path, made_one: frozenset[Made]) -> None:
    """Let the ledger have all: the next restore may have nothing else to go by."""
    known = {(made.goes, made.at) for made in _merges(data_dir / MERGES, None)}
    for made in sorted(made_one, key=lambda one: one.at):
        if (made.goes, made.at) not in known:
            note_merge(data_dir, made)


def _tell_changes(changes: Changes) -> None:
    click.echo(f"{changes.signed_out} people sign in again when they come back.")
    for name, words in TOLD.items():
        if number := getattr(changes, name):
            click.echo(words.format(number))
    if changes.left_over:
        click.echo(
            "What was replaced could not be cleared away, and still holds what people wrote. Make "
            f"room on the disk, then run in the database: DROP SCHEMA {REPLACED} CASCADE;"
        )
    if changes.carried:
        told = ", ".join(f"{rows} in {table}" for table, rows in sorted(changes.carried.items()))
        click.echo(
            f"As people left it since, and not as the backup has it: {told}. If one of these "
            "tables was changed by mistake, restore again with --lost TABLE."
        )
