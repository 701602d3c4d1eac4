"""Every view says who may open it; a test walks all routes and finds one that does not."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from flask import current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session

from app.kit.errors import NotAllowed, NotFound, SignedOut
from app.web.context import actor, db
from app.web.errors import what_was_written

if TYPE_CHECKING:
    from app.people.models import Person

Facts = TypeVar("Facts")
View = Callable[..., ResponseReturnValue]
# Whether a person, or nobody who is signed in, gets past a guard: (db, person, address).
Admits = Callable[[Session, "Person | None", dict[str, Any]], bool]


def open_to_all(reason: str) -> Callable[[View], View]:
    """Anyone may open this view, signed in or not; `reason` says why that is right."""

    def mark(view: View) -> View:
        return _marked(view, f"open: {reason}", lambda _db, _person, _address: True)

    return mark


def signed_in(view: View) -> View:
    """Anyone who is signed in may open this view, and it shows only what is theirs."""

    @wraps(view)
    def guarded(**address: Any) -> ResponseReturnValue:
        return view(**address) if current_user.is_authenticated else _ask_who()

    return _marked(guarded, "signed_in", lambda _db, person, _address: person is not None)


def role(name: str) -> Callable[[View], View]:
    """Only people with a role on the whole platform may open this view.

    Raises: NotAllowed for everyone else.
    """

    def admits(_db: Session, person: Person | None, _address: dict[str, Any]) -> bool:
        return person is not None and person.has_role(name)

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(**address: Any) -> ResponseReturnValue:
            if not current_user.is_authenticated:
                return _ask_who()
            if not admits(db(), actor(), address):
                raise NotAllowed
            return view(**address)

        return _marked(guarded, f"role: {name}", admits)

    return mark


def guard(
    find: Callable[..., Facts | None], may: Callable[[Person, Facts], bool]
) -> Callable[[Callable[..., ResponseReturnValue]], View]:
    """Find what the address names, let policy decide, and hand the facts to the view.

    `find(db, actor, **address)` reads; `may(actor, facts)` decides. The view gets the facts as
    its only positional argument.
    Raises: NotFound both for what is not there and for what is not theirs.
    """

    def facts_for(on: Session, person: Person, address: dict[str, Any]) -> Facts | None:
        facts = find(on, person, **address)
        return facts if facts is not None and may(person, facts) else None

    def admits(on: Session, person: Person | None, address: dict[str, Any]) -> bool:
        return person is not None and facts_for(on, person, address) is not None

    def mark(view: Callable[..., ResponseReturnValue]) -> View:
        @wraps(view)
        def guarded(**address: Any) -> ResponseReturnValue:
            if not current_user.is_authenticated:
                return _ask_who()
            facts = facts_for(db(), actor(), address)
            if facts is None:
                raise NotFound
            return view(facts)

        return _marked(guarded, f"policy: {may.__name__}", admits)

    return mark


def guard_of(view: object) -> str | None:
    """What guards a view, in words; None when nothing does."""
    return getattr(view, "__guard__", None)


def lets_in(view: object, db: Session, person: Person | None, address: dict[str, Any]) -> bool:
    """Whether this person gets past the guard of a view, at an address; None: not signed in.

    Raises: NotFound or another refusal where looking for what the address names does.
    """
    asked: Admits = getattr(view, "__admits__")  # noqa: B009 - set by _marked
    return asked(db, person, address)


def _marked(view: View, words: str, asked: Admits) -> View:
    view.__guard__ = words  # type: ignore[attr-defined]
    view.__admits__ = asked  # type: ignore[attr-defined]
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
