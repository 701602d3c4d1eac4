"""`dlp db`: migrations."""

from __future__ import annotations

import click

from app import migrate
from app.commands.opened import platform


@click.group("db")
def database() -> None:
    """Bring the database forward or back, or see whether it fits the code."""


@database.command()
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Go forward to REVISION (the newest)."""
    migrate.upgrade(platform().engine, revision, keys=platform().keys)
    click.echo(f"The database is at {migrate.current(platform().engine)}.")


@database.command()
@click.argument("revision")
def downgrade(revision: str) -> None:
    """Go back to REVISION; `base` empties the database."""
    migrate.downgrade(platform().engine, revision, keys=platform().keys)
    click.echo(f"The database is at {migrate.current(platform().engine) or 'the beginning'}.")


@database.command()
def check() -> None:
    """Say whether the database is at the newest migration and fits the code."""
    at, newest = migrate.current(platform().engine), migrate.newest()
    if at != newest:
        click.echo(f"The database is at {at}; the newest is {newest}. Run `dlp db upgrade`.")
        raise click.exceptions.Exit(1)
    drifted = migrate.drift(platform().engine)
    for difference in drifted:
        click.echo(difference)
    if drifted:
        raise click.exceptions.Exit(1)
    click.echo("The database fits the code.")


@database.command()
@click.argument("slug")
def revision(slug: str) -> None:
    """Write a new migration file from what differs; read it before you keep it."""
    click.echo(migrate.write_revision(platform().engine, slug))
