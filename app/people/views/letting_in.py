"""The one place where somebody is let in, by whichever way they came."""

from __future__ import annotations

from flask import redirect, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_user

from app.people.actions.second_steps import ask_for_second_step
from app.people.models import Person
from app.people.views.addresses import own_address
from app.people.views.steps import JOINING, hold_half, joining, mark_step
from app.web.context import now

__all__ = ["let_in", "own_address"]


def let_in(
    person: Person, then: str | None, *, how: str, both: bool = False
) -> ResponseReturnValue:
    """Sign somebody in and lead them to an own address, or to the first page.

    `how`: the way in, such as "link" or "password". Somebody who has a second step is asked for it
    first, unless the way was `both` steps in one.
    """
    # A new session at each sign-in, so that one planted before it is worth nothing.
    waits = joining(person)
    session.clear()
    if waits:
        session[JOINING] = waits
    session.permanent = True
    if person.has_second_step and not both:
        hold_half(person, own_address(then), how)
        return redirect(url_for("people.second_step"))
    ask_for_second_step(person, now=now())
    session["way_in"] = how
    login_user(person)
    mark_step(both=both)
    if waits:
        return redirect(url_for("people.ask_to_join"))
    return redirect(own_address(then) or url_for("home.home"))
