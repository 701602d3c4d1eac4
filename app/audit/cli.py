"""The command `dlp audit`: whether the record of who did what is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from app.audit.actions.seal import seal_all
from app.audit.queries.chain import head_of, walk
from app.audit.rules.chain import read_head

if TYPE_CHECKING:
    # At run time the command line hands it in; the wiring knows this room, not the other way.
    from app.wiring import Platform


@click.group("audit")
def audit() -> None:
    """Look whether the record of who did what is whole."""


@audit.command()
@click.pass_obj
def head(obj: object) -> None:
    """Seal what waits, and print the head of the chain: note it where nobody here can change it."""
    on = cast("Platform", obj)
    seal_all(on.sessions)
    with on.transaction() as db:
        click.echo(str(head_of(db)))


@audit.command()
@click.option("--head", "noted", metavar="NUMBER:HASH", help="A head that was noted earlier.")
@click.pass_obj
def verify(obj: object, noted: str | None) -> None:
    """Walk along the whole chain, and name the first row that is not as it was; exit 1 then.

    Exit 1 also when the head that was noted cannot be checked any more.

    Without a head noted elsewhere nobody can tell that the end was cut off, or all of it written
    anew.
    """
    on = cast("Platform", obj)
    expected = read_head(noted) if noted else None
    if noted and expected is None:
        message = "a head is a number, a colon and 64 letters, as `dlp audit head` prints it"
        raise click.BadParameter(message, param_hint="--head")
    with on.transaction() as db:
        found = walk(db, expected)
    if found.broken:
        click.echo(f"BROKEN  {found.broken}")
        raise click.exceptions.Exit(1)
    click.echo(f"The chain is whole, from row {found.first.number + 1} to its head {found.head}.")
    if found.waiting:
        click.echo(f"{found.waiting} rows wait to be sealed.")
    if expected is not None and expected.number < found.first.number:
        click.echo(
            "UNKNOWN  The head that you noted is older than the record is kept, so it cannot be "
            "checked: use one that was noted later."
        )
        raise click.exceptions.Exit(1)
