"""What a view may ask of its request: the database, the actor, the time, the platform."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast
from uuid import UUID

from flask import current_app, g, request
from flask_login import current_user
from sqlalchemy import inspect
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from app.kit.db import new_id

if TYPE_CHECKING:
    # For the type checker only: at run time the web knows no room.
    from app.people.models import Person, SignIn
    from app.wiring import Platform


@dataclass(frozen=True)
class ActingFor:
    """For whom a helper does what this page is for, and what lets them."""

    helping_id: UUID
    person_id: UUID
    name: str


# A whole number of the store has so many figures for certain.
MOST_DIGITS = 9


def platform() -> Platform:
    """The adapters and settings of this deployment."""
    return cast("Platform", current_app.extensions["platform"])


def db() -> Session:
    """The one database session of this request; the edge commits it."""
    if "db" not in g:
        g.db = platform().sessions()
    return cast("Session", g.db)


def keep_at_hand(*rows: object) -> None:
    """Say which rows every page reads, so that `undo` need not have them read again.

    Only for rows that were read before anything was written.
    """
    g.at_hand = [(row, dict(inspect(row).dict)) for row in rows]


def undo() -> None:
    """Keep nothing of what this request wrote; what is there is read anew where it is asked for.

    The rows at hand stay as they were read, unless this request changed them. One statement.
    """
    if "db" not in g:
        return
    for row, as_read in g.pop("at_hand", []):
        if row in g.db and inspect(row).dict == as_read:
            g.db.expunge(row)
    g.db.rollback()


def now() -> datetime:
    """The moment this request began, in UTC; the same for all that it does."""
    if "now" not in g:
        g.now = platform().clock.now()
    return cast("datetime", g.now)


def actor() -> Person:
    """The person who is signed in; guarded views only."""
    return cast("Person", current_user._get_current_object())  # noqa: SLF001 - flask-login's way


def sign_in() -> SignIn:
    """The sign-in of the person who is signed in; guarded views only."""
    return cast("SignIn", g.sign_in)


def done_by(person_id: UUID) -> None:
    """Say who did what this request does, where they are signed in no more when it is done."""
    g.doer = person_id


def nothing_done() -> None:
    """Say that this request did not do what its address is for, and only leads on."""
    g.nothing_done = True


def acting_for() -> ActingFor | None:
    """For whom the actor enters something as their helper; None: they act for themselves."""
    return cast("ActingFor | None", g.get("acting_for"))


def after_commit(call: Callable[[], None]) -> None:
    """Do something once this request's writes are safe, such as waking the worker."""
    g.setdefault("after_commit", []).append(call)


def sent() -> MultiDict[str, str]:
    """The form, when one was sent; else the question of the address. Never both mixed.

    Else a guard could look at a name in the address, and the action at another one in the form.
    """
    return request.form if request.method == "POST" else request.args


def typed_number(text: str | None, *, otherwise: int = -1) -> int:
    """A number that a form or an address carries; `otherwise` when the store could not hold it."""
    typed = text or ""
    is_one = typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS
    return int(typed) if is_one else otherwise


def request_key(text: str | None) -> UUID | None:
    """The key a form carries so that sending it twice does one thing; None when it is not one."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


def form_key() -> UUID:
    """The key of the form that was sent; one of its own for a form that brought none."""
    return request_key(request.form.get("request_key")) or new_id()
