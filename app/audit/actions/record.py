"""Writing down what was done, and what rooms say of it besides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.audit.models import Entry
from app.audit.rules.entries import PERSON, Fact, plain_facts
from app.kit.db import new_id
from app.kit.deeds import Deed

# Where a session keeps what its rooms say of the deed that is being done.
_NOTES = "notes_for_the_record"


def record(
    db: Session,
    key: str,
    deed: Deed,
    *,
    now: datetime,
    by: str = PERSON,
    actor_id: UUID | None = None,
    whom_id: UUID | None = None,
    facts: Mapping[str, Fact] | None = None,
) -> None:
    """Write down a deed that comes by no address: on the command line, or by the platform itself.

    `key` is "<room>.<name>" as in the room's deeds. One statement.
    Raises: ValueError for a fact that is a text.
    """
    db.execute(
        insert(Entry.__table__),  # type: ignore[arg-type]
        {
            "id": new_id(),
            "at": now,
            "by": by,
            "actor_id": actor_id,
            "whom_id": whom_id,
            "deed": key,
            "readers": deed.readers,
            "cohort_id": None,
            "things": {},
            "facts": plain_facts(facts or {}),
        },
    )


def note(db: Session, *, whom_id: UUID | None = None, **facts: Fact) -> None:
    """Say for whom the deed of this request is done, or a fact of it; no statement.

    The edge of the web writes it into its one row, once the view is done.
    Raises: ValueError for a fact that is a text.
    """
    notes = db.info.setdefault(_NOTES, {"facts": {}})
    notes["facts"].update(plain_facts(facts))
    if whom_id is not None:
        notes["whom_id"] = whom_id


def noted(db: Session) -> tuple[UUID | None, dict[str, Any]]:
    """For whom this session's deed is done, where a room said so, and its facts; forgotten then."""
    notes = db.info.pop(_NOTES, None) or {}
    return cast("UUID | None", notes.get("whom_id")), notes.get("facts", {})
