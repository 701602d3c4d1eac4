"""The command `dlp person`."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol, cast

import click
from sqlalchemy.orm import Session

from app.audit.actions.record import record
from app.audit.rules.entries import COMMAND_LINE
from app.kit.clock import Clock
from app.people.actions.register import add_person
from app.people.actions.second_steps import reset_second_step
from app.people.actions.send_link import ask_for_link
from app.people.deeds import BESIDES, PERSON_ADDED, STEP_RESET
from app.people.queries.called import one_called
from app.people.rules import PLATFORM_ROLES


class Platform(Protocol):
    """What these commands need of the platform."""

    @property
    def clock(self) -> Clock:
        """Tells the time."""
        ...

    def transaction(self) -> AbstractContextManager[Session]:
        """A session that is committed at the end."""
        ...


@click.group()
def person() -> None:
    """Add a person to the platform."""


@person.command()
@click.argument("email")
@click.option("--name", required=True)
@click.option("--role", type=click.Choice(PLATFORM_ROLES))
def add(email: str, name: str, role: str | None) -> None:
    """Add the person with address EMAIL, or give them a role; they get a link to sign in."""
    on = cast("Platform", click.get_current_context().obj)
    now = on.clock.now()
    with on.transaction() as db:
        found = add_person(db, name=name, email=email, roles=[role] if role else [], now=now)
        ask_for_link(db, email=found.email or "", now=now)
        record(
            db,
            f"people.{PERSON_ADDED}",
            BESIDES[PERSON_ADDED],
            by=COMMAND_LINE,
            now=now,
            whom_id=found.id,
            facts={"role": role} if role else None,
        )
    click.echo(f"{found.name} <{found.email}> is here. A letter with a sign-in link is on its way.")


@person.command("reset-second-step")
@click.argument("called")
def reset(called: str) -> None:
    """Take away the second step of somebody who has lost their phone.

    CALLED is their e-mail address, phone number or whole name.

    For the last programme lead; otherwise another lead does this on the page "Programme".
    """
    on = cast("Platform", click.get_current_context().obj)
    now = on.clock.now()
    with on.transaction() as db:
        found = one_called(db, called)
        reset_second_step(db, None, found, now=now)
        record(
            db,
            f"people.{STEP_RESET}",
            BESIDES[STEP_RESET],
            by=COMMAND_LINE,
            now=now,
            whom_id=found.id,
        )
    click.echo(f"{found.name} has no second step any more, and is told by letter.")
