"""The command `dlp letters`: the outbox for the people who run the platform."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from datetime import datetime
from typing import BinaryIO, Protocol, cast
from uuid import UUID

import click
from sqlalchemy.orm import Session, sessionmaker

from app.gateways.ports.receipts import Receipt
from app.kit.clock import Clock
from app.kit.languages import is_language
from app.post.actions.receipts import note_receipts
from app.post.actions.restored import release_doubted
from app.post.actions.send import SendReport, send_due
from app.post.languages import read_catalogue
from app.post.languages.faults import faults_of
from app.post.languages.sentences import bring_up_to_date
from app.post.office import Office
from app.post.queries import (
    LetterFact,
    doubtful_count,
    doubtful_letters,
    due_count,
    due_letters,
)
from app.post.rules.returned import returned_letters

# How many letters a list shows.
MOST = 1000
# A mail that came back holds ours, which are small.
MOST_BYTES = 1024 * 1024

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


class Platform(Protocol):
    """What these commands need of the platform."""

    @property
    def sessions(self) -> sessionmaker[Session]:
        """Sessions on the database."""
        ...

    @property
    def clock(self) -> Clock:
        """Tells the time."""
        ...

    @property
    def office(self) -> Office:
        """What it takes to send letters."""
        ...

    def transaction(self) -> AbstractContextManager[Session]:
        """A session that is committed at the end."""
        ...


@click.group()
def letters() -> None:
    """Look into the outbox, or send what is due."""


@letters.command()
@as_json
def due(*, as_json: bool) -> None:
    """List letters whose time has come and that nobody is sending yet."""
    on = _platform()
    with on.transaction() as db:
        now = on.clock.now()
        _show(due_count(db, now=now), due_letters(db, now=now, most=MOST), "due", as_json=as_json)


@letters.command()
@as_json
def doubtful(*, as_json: bool) -> None:
    """List letters that may have arrived twice, or not at all."""
    with _platform().transaction() as db:
        _show(doubtful_count(db), doubtful_letters(db, most=MOST), "in doubt", as_json=as_json)


@letters.command("send-due")
@as_json
def send(*, as_json: bool) -> None:
    """Send every letter whose time has come."""
    on = _platform()
    total = SendReport()
    while (visit := _visit(on)).handled:
        total += visit
    if as_json:
        click.echo(json.dumps(asdict(total)))
    else:
        click.echo(
            f"{total.sent} sent, {total.lapsed} not wanted any more, {total.refused} refused, "
            f"{total.put_off} put off, {total.doubtful} in doubt, "
            f"{total.listed} listed to be brought."
        )


@letters.command()
@click.argument("letter_ids", nargs=-1, type=click.UUID, metavar="[LETTER]...")
@click.option("--all", "everything", is_flag=True, help="All that wait.")
def release(letter_ids: tuple[UUID, ...], *, everything: bool) -> None:
    """Let letters go that have waited since a backup was put back; LETTER is an id.

    `dlp letters doubtful` lists them. Each is looked at again before it goes.
    """
    if everything == bool(letter_ids):
        message = "Name the letters to let go, or say --all."
        raise click.UsageError(message)
    with _platform().transaction() as db:
        released = release_doubted(db, None if everything else letter_ids)
    click.echo(f"{released} {'letter goes' if released == 1 else 'letters go'} now.")


@letters.command()
@click.argument("file", type=click.File("rb"), default="-")
def bounced(file: BinaryIO) -> None:
    """Take in one mail that came back, from FILE or from a mail server's pipe."""
    on = _platform()
    found = returned_letters(file.read(MOST_BYTES))
    with on.transaction() as db:
        told = [
            Receipt(message_id, arrived=False, at=on.clock.now(), reason=reason)
            for message_id, reason in found.items()
        ]
        noted = note_receipts(db, told)
    click.echo("Noted." if noted else "This is no letter of ours that came back.")


@letters.command()
@click.argument("code")
def language(code: str) -> None:
    """Bring the catalogue of a language up to what letters say, such as `cy` for Welsh.

    What is new stands in it without words, to be written by somebody who speaks the language.
    """
    if not is_language(code):
        message = f"{code} is not a language that we know: use a code such as cy."
        raise click.ClickException(message)
    template, path = bring_up_to_date(code)
    faults = faults_of(read_catalogue(path), read_catalogue(template))
    click.echo(f"{path}: {'whole' if not faults else f'{len(faults)} to put right'}.")
    for fault in faults:
        click.echo(f"  {fault}")


def _visit(on: Platform) -> SendReport:
    return send_due(on.sessions, on.office, clock=on.clock)


def _platform() -> Platform:
    return cast("Platform", click.get_current_context().obj)


def _show(count: int, facts: Sequence[LetterFact], word: str, *, as_json: bool) -> None:
    if as_json:
        rows = [asdict(fact) for fact in facts]
        click.echo(json.dumps({"count": count, "letters": rows}, default=_plain))
        return
    click.echo(f"{count} {'letter' if count == 1 else 'letters'} {word}.")
    for fact in facts:
        since = fact.doubted_at or fact.due_at
        line = f"{since:%Y-%m-%d %H:%M} UTC  {fact.kind}  {fact.state}  {fact.id}"
        click.echo(f"{line}  {fact.reason}" if fact.reason else line)


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    message = f"{type(value).__name__} cannot be printed"
    raise TypeError(message)
