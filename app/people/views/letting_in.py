"""The one place where somebody is let in, by whichever way they came."""

from __future__ import annotations

from flask import g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.audit.actions.record import record
from app.people.actions.second_steps import ask_for_second_step
from app.people.actions.sign_ins import begin_sign_in, end_sign_in
from app.people.deeds import BESIDES
from app.people.models import Person, SignIn
from app.people.views.addresses import own_address
from app.people.views.steps import JOINING, SHARED, hold_half, joining, mark_step
from app.web.context import actor, db, done_by, now, sign_in
from app.web.known_browsers import remember_browser

__all__ = ["let_in", "own_address"]


def let_in(
    person: Person, then: str | None, *, how: str, both: bool = False
) -> ResponseReturnValue:
    """Sign somebody in and lead them to an own address, or to the first page.

    `how`: the way in, a key of WAYS_IN. Somebody who has a second step is asked for it first,
    unless the way was `both` steps in one. It is on a shared computer where the form that was sent
    says so, or the one of the step before.
    """
    is_shared = bool(request.form.get(SHARED) or session.get(SHARED))
    # A cookie that is written over must not go on being good for whoever copied it.
    if current_user.is_authenticated:
        end_sign_in(db(), actor(), sign_in().id, now=now())
    # A new session at each sign-in, so that one planted before it is worth nothing.
    waits = joining(person)
    session.clear()
    if waits:
        session[JOINING] = waits
    # The cookie of a shared computer goes when its browser is closed.
    session.permanent = not is_shared
    if person.has_second_step and not both:
        session[SHARED] = is_shared
        hold_half(person, own_address(then), how)
        return redirect(url_for("people.second_step"))
    ask_for_second_step(person, now=now())
    begun = _begin(person, how, is_shared=is_shared)
    session["_user_id"] = begun.id.hex
    session["_fresh"] = True
    # Another one that this browser had and that is over does not take the new cookie along.
    g.pop("sign_in_over", None)
    g.sign_in = begun
    mark_step(both=both)
    # Written here, since some ways in end at an address that only reads.
    key = f"signed_in_{how}"
    record(db(), f"people.{key}", BESIDES[key], actor_id=person.id, now=now())
    done_by(person.id)
    if waits:
        return redirect(url_for("people.ask_to_join"))
    return redirect(own_address(then) or url_for("home.home"))


def _begin(person: Person, how: str, *, is_shared: bool) -> SignIn:
    """The new sign-in; a browser of their own is known from now on when somebody tries."""
    if not is_shared:
        remember_browser(_shown_theirs(person, how))
    agent = request.user_agent.string
    return begin_sign_in(db(), person, how=how, user_agent=agent, is_shared=is_shared, now=now())


def _shown_theirs(person: Person, how: str) -> list[str]:
    """What they have shown to be theirs, as limits on tries name it.

    A number that somebody only says is theirs is not: by it they could have texts sent to it
    without end.
    """
    shown = [f"step:{person.id.hex}"]
    if how == "text":
        return [*shown, f"number:{person.phone}"]
    return [*shown, f"account:{person.email.lower()}"] if person.email else shown
