"""What a sign-in has shown so far: the first step, both, and how long ago the last one was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.people.errors.second_steps import StepNeeded
from app.people.models import Person
from app.people.rules import seen_mark
from app.people.views.addresses import own_address, page_of_form
from app.web.context import db, nothing_done, now
from app.web.errors import what_was_written
from app.web.known_browsers import known_browser
from app.web.limits import limiter

FRESH_FOR = timedelta(minutes=15)
HALF_LASTS = timedelta(minutes=10)
# What the signed cookie keeps: who took the first step only; whether both were taken; the last one.
HALF, BOTH, AT = "half", "two_steps", "step_at"
# An account elsewhere that waits for its person to show who they are here.
JOINING = "joining"
JOINING_LASTS = timedelta(minutes=30)
# The tick box on each way in, and what the first step keeps of it for the second.
SHARED = "is_shared"
View = Callable[..., ResponseReturnValue]


def hold_half(person: Person, then: str | None, how: str) -> None:
    """Remember that somebody took the first step; nothing of their account opens yet."""
    # A new password ends what is half way.
    mark = seen_mark(person.password_hash or "")
    whose = {"who": person.id.hex, "mark": mark}
    session[HALF] = {**whose, "at": seconds(), "then": then, "how": how}


def half_person() -> Person | None:
    """Whoever took the first step in the last ten minutes, and not yet the second."""
    held = session.get(HALF)
    if not held or not _is_within(held["at"], HALF_LASTS):
        return None
    person = db().get(Person, UUID(hex=held["who"]))
    is_same = person is not None and seen_mark(person.password_hash or "") == held["mark"]
    return person if is_same else None


def half_way() -> tuple[str | None, str]:
    """Where somebody wanted to go, and how they took the first step."""
    return session[HALF]["then"], session[HALF]["how"]


def joining(person: Person) -> dict[str, Any] | None:
    """The account elsewhere that waits to be joined to this person, for half an hour."""
    held: dict[str, Any] | None = session.get(JOINING)
    is_theirs = held is not None and held["who"] == person.id.hex
    return held if held and is_theirs and _is_within(held["at"], JOINING_LASTS) else None


def mark_step(*, both: bool) -> None:
    """Note that somebody has shown just now that it is them."""
    session[AT] = seconds()
    if both:
        session[BOTH] = True


def is_fresh() -> bool:
    """Whether the person showed in the last 15 minutes that it is them."""
    return AT in session and _is_within(session[AT], FRESH_FOR)


def fresh_step(view: View) -> View:
    """Ask once more who is here before something that cannot be undone; write it under the guard.

    For erasing, merging, roles and the like, on the page that asks and on the form it sends. People
    with a second step show that; others their password, or sign in again. Somebody who is sent
    off with a form comes back to the page it stands on, and presses once more.
    Raises: StepNeeded when there is writing to give back.
    """

    @wraps(view)
    def asked(*facts: Any, **address: Any) -> ResponseReturnValue:
        if is_fresh():
            return view(*facts, **address)
        if what_was_written():
            raise StepNeeded
        nothing_done()
        return redirect(url_for("people.ask_step", next=_back_here()))

    return asked


def own_second_step(view: View) -> View:
    """Lead somebody who has no second step to set one up first; write it under `fresh_step`."""

    @wraps(view)
    def asked(*facts: Any, **address: Any) -> ResponseReturnValue:
        if current_user.has_second_step:
            return view(*facts, **address)
        nothing_done()
        flash("For this you need a second step of signing in yourself. Set it up first.")
        return redirect(url_for("people.own_second_steps"))

    return asked


def whose_step() -> str:
    """The account that a second step is about, whoever asks; used to limit tries on one account."""
    held = session.get(HALF) or {}
    own = current_user.id.hex if current_user.is_authenticated else request.remote_addr
    return f"step:{held.get('who') or own}"


def _tries_of() -> str:
    """Strangers who know the first step have their tries together; one's own browser has its."""
    whose = whose_step()
    known = known_browser(whose)
    return f"{whose} by:{known}" if known else whose


# Five tries, right or wrong, and then a wait.
step_limit = limiter.shared_limit("5 per 15 minutes", scope="second-step", key_func=_tries_of)


def _back_here() -> str | None:
    if request.method in {"GET", "HEAD"}:
        return own_address(request.full_path.rstrip("?"))
    flash("Nothing was done yet. Show that it is you, and then press the button once more.")
    return page_of_form()


def seconds() -> int:
    """Now, in whole seconds, as a cookie keeps it."""
    return int(now().timestamp())


def is_recent(at: int) -> bool:
    """Whether it was in the last ten minutes."""
    return _is_within(at, HALF_LASTS)


def _is_within(at: int, length: timedelta) -> bool:
    return now() - datetime.fromtimestamp(at, UTC) < length


def has_only_first_step() -> bool:
    """Whether somebody signed in before they, or another browser of theirs, had a second step."""
    return current_user.has_second_step and not session.get(BOTH)
