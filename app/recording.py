"""The edge of the web writes into the record what was done there, in the same transaction."""

from __future__ import annotations

from functools import cache
from typing import Any, cast
from uuid import UUID

from flask import g, request
from flask_login import current_user
from sqlalchemy import Insert, Uuid, bindparam, insert, null

from app.audit.actions.record import noted
from app.audit.models import Entry
from app.audit.rules.entries import PERSON
from app.deeds import BY_ADDRESS, WHERE, WHOM
from app.kit.db import new_id
from app.kit.deeds import Deed, own
from app.web.context import db, now, request_key

ONLY_READ = {"GET", "HEAD", "OPTIONS"}
# A test fails for an address without words; should one be served all the same, it is written down.
WITHOUT_WORDS = own("did something")


def record_request() -> None:
    """Write down what this request did; one statement, and none where it did nothing.

    Nothing of a form goes in but the id of the person for whom it was sent, and no text at all.
    """
    if "nothing_done" in g:
        return
    endpoint = request.endpoint or ""
    deed = BY_ADDRESS.get(endpoint)
    if deed is None and request.method not in ONLY_READ:
        deed = WITHOUT_WORDS
    if not isinstance(deed, Deed) or request.method == "HEAD":
        return
    actor_id = _doer()
    if actor_id is not None:
        _write(endpoint, deed, actor_id)


def _doer() -> UUID | None:
    """Who did it: whoever is signed in now, or was until they signed out."""
    if "doer" in g:
        return cast("UUID", g.doer)
    return current_user.id if current_user.is_authenticated else None


def _write(endpoint: str, deed: Deed, actor_id: UUID) -> None:
    address = request.view_args or {}
    place = next((word for word in WHERE if word in address), "")
    whom = _whom(deed, address)
    said_whom, facts = noted(db())
    db().execute(
        _statement(place, deed.whom if whom and not said_whom else ""),
        {
            "id": new_id(),
            "at": now(),
            "by": PERSON,
            "actor_id": actor_id,
            "deed": endpoint,
            "readers": deed.readers,
            "things": {word: str(one) for word, one in address.items() if isinstance(one, UUID)},
            "facts": facts,
            "whom": said_whom or whom,
            "where": address.get(place),
        },
    )


def _whom(deed: Deed, address: dict[str, Any]) -> UUID | None:
    if deed.whom == "person":
        return request_key(request.form.get("person"))
    found = address.get(deed.whom)
    return found if isinstance(found, UUID) else None


@cache
def _statement(place: str, whom: str) -> Insert:
    """The statement for addresses that name a cohort and a person in these words."""
    given = bindparam("whom", type_=Uuid)
    columns = ("id", "at", "by", "actor_id", "deed", "readers", "things", "facts")
    return insert(Entry.__table__).values(  # type: ignore[arg-type]
        **{name: bindparam(name) for name in columns},
        whom_id=WHOM[whom] if whom else given,
        cohort_id=WHERE[place] if place else null(),
    )
