"""The commands `dlp person export`, `dlp person erase` and `dlp retention`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from app.audit.actions.record import record
from app.audit.rules.entries import COMMAND_LINE
from app.kit.errors import Refusal
from app.people.models import Person
from app.people.queries.called import one_called
from app.reflections.rules.export.archive import archive
from app.rights.actions.ask_erasure import ask_erasure
from app.rights.actions.erase import erase_due
from app.rights.deeds import BESIDES, ERASED, EXPORTED
from app.rights.models import Erasure
from app.rights.queries.erasures import Line, would_go
from app.rights.queries.retention import reasons, unused
from app.rights.queries.whole_copy import WholeCopy
from app.rights.rules.retention import NOTICE_DAYS, REASONS

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    # At run time the command line hands it in; the wiring knows this room, not the other way.
    from sqlalchemy.orm import Session

    from app.wiring import Platform

ONLY_US = 0o600


@click.command()
@click.argument("email")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export(email: str, file: Path) -> None:
    """Write what is kept about the person with address EMAIL into FILE, a ZIP.

    Private writing is left out: it is opened for nobody but its author, who can ask for a copy
    with it on the page of their account.
    """
    on = _platform()
    file.touch(mode=ONLY_US)
    with on.sessions() as db:
        db.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        now = on.clock.now()
        whole = WholeCopy(db, _found(db, email), now, opens=False)
        with file.open("wb") as written:
            for piece in archive(whole.files(), made_at=now):
                written.write(piece)
    with on.transaction() as db:
        _record(db, EXPORTED, whole.person.id, now)
    click.echo(f"Written to {file}, without private writing. Keep it safe, and delete it soon.")


@click.command()
@click.argument("email")
@click.option("--dry-run", is_flag=True, help="Say what would go, and change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask again.")
def erase(email: str, *, dry_run: bool, yes: bool) -> None:
    """Erase the person with address EMAIL at once, without the days in which it can be undone."""
    on = _platform()
    with on.sessions() as db:
        lines = would_go(db, _found(db, email).id)
    for line in lines:
        click.echo(_said(line))
    if dry_run:
        click.echo("Nothing was changed.")
        return
    if not yes:
        click.confirm("Erase this person now? Nobody can bring them back", abort=True)
    with on.transaction() as db:
        try:
            person, now = _found(db, email), on.clock.now()
            asked = ask_erasure(db, None, person, now=now, at_once=True).id
            _record(db, ERASED, person.id, now)
        except Refusal as refusal:
            raise click.ClickException(refusal.sentence) from None
    erase_due(on.sessions, on.places, clock=on.clock)
    with on.sessions() as db:
        _report(db.get_one(Erasure, asked))


@click.command()
@click.option("--dry-run", is_flag=True, help="Say how many it would be, and change nothing.")
def retention(*, dry_run: bool) -> None:
    """Say how many accounts nobody has used for so long that they are to go: numbers, no names."""
    if not dry_run:
        message = (
            "Only --dry-run is there: the worker tells people and erases, if DLP_KEEP_YEARS is set."
        )
        raise click.UsageError(message)
    on = _platform()
    years, now = on.settings.keep_years, on.clock.now()
    with on.sessions() as db:
        counts = reasons(unused(db, now=now, years=years))
    click.echo(f"Accounts that nobody used for {years} years, less {NOTICE_DAYS} days of notice:")
    click.echo(f"{counts['']:>6} are past their time")
    for reason, words in REASONS.items():
        if counts[reason]:
            click.echo(f"{counts[reason]:>6} stay: {words}")
    click.echo("Nothing was changed.")


def _record(db: Session, key: str, person_id: UUID, now: datetime) -> None:
    record(db, f"rights.{key}", BESIDES[key], now=now, by=COMMAND_LINE, whom_id=person_id)


def _report(kept: Erasure) -> None:
    if kept.erased_at is None:
        click.echo("It has begun, and could not be finished. The worker goes on with it.")
        raise click.exceptions.Exit(1)
    click.echo("Erased.")
    for table, rows in kept.left.items():
        click.echo(f"  {rows} in {table} may still name them, in words of others")


def _said(line: Line) -> str:
    fate = "goes" if not line.why else f"stays without their name. {line.why}"
    return f"{line.rows:>6} {line.table}: {fate}"


def _found(db: Session, email: str) -> Person:
    try:
        return one_called(db, email)
    except Refusal as refusal:
        raise click.ClickException(refusal.sentence) from None


def _platform() -> Platform:
    return cast("Platform", click.get_current_context().obj)
