"""Every view says who may open it; a test walks all routes and finds one that does not."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from flask import current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kit.errors import NotAllowed, NotFound, SignedOut
from app.web.context import actor, db
from app.web.errors import what_was_written

if TYPE_CHECKING:
    from app.people.models import Person

Facts = TypeVar("Facts")
View = Callable[..., ResponseReturnValue]


def open_to_all(reason: str) -> Callable[[View], View]:
    """Anyone may open this view, signed in or not; `reason` says why that is right."""

    def mark(view: View) -> View:
        return _marked(view, f"open: {reason}")

    return mark


def signed_in(view: View) -> View:
    """Anyone who is signed in may open this view, and it shows only what is theirs."""

    @wraps(view)
    def guarded(**address: Any) -> ResponseReturnValue:
        return view(**address) if current_user.is_authenticated else _ask_who()

    return _marked(guarded, "signed_in")


def role(name: str) -> Callable[[View], View]:
    """Only people with a role on the whole platform may open this view.

    Raises: NotAllowed for everyone else.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(**address: Any) -> ResponseReturnValue:
            if not current_user.is_authenticated:
                return _ask_who()
            if not actor().has_role(name):
                raise NotAllowed
            return view(**address)

        return _marked(guarded, f"role: {name}")

    return mark


def guard(
    find: Callable[..., Facts | None], may: Callable[[Person, Facts], bool]
) -> Callable[[Callable[..., ResponseReturnValue]], View]:
    """Find what the address names, let policy decide, and hand the facts to the view.

    `find(db, actor, **address)` reads; `may(actor, facts)` decides. The view gets the facts as
    its only positional argument.
    Raises: NotFound both for what is not there and for what is not theirs.
    """

    def mark(view: Callable[..., ResponseReturnValue]) -> View:
        @wraps(view)
        def guarded(**address: Any) -> ResponseReturnValue:
            if not current_user.is_authenticated:
                return _ask_who()
            facts = find(db(), actor(), **address)
            if facts is None or not may(actor(), facts):
                raise NotFound
            return view(facts)

        return _marked(guarded, f"policy: {may.__name__}")

    return mark


def guard_of(view: object) -> str | None:
    """What guards a view, in words; None when nothing does."""
    return getattr(view, "__guard__", None)


def _marked(view: View, words: str) -> View:
    view.__guard__ = words  # type: ignore[attr-defined]
    return view


def _ask_who() -> ResponseReturnValue:
    """Lead to the sign-in page, and from there back to this page when it can be opened.

    Raises: SignedOut when there is writing to give back.
    """
    if what_was_written():
        raise SignedOut
    manager = current_app.login_manager  # type: ignore[attr-defined]
    if request.method not in {"GET", "HEAD"}:
        flash(manager.login_message)
        return redirect(url_for(manager.login_view))
    answer: ResponseReturnValue = manager.unauthorized()
    return answer
