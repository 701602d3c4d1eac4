"""Makes sign-ins for tests."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.people.models import Person, SignIn

YEARS = timedelta(days=3650)


def make_sign_in(
    db: Session,
    person: Person,
    *,
    now: datetime,
    is_shared: bool = False,
    device: str = "Firefox on Linux",
    how: str = "link",
) -> SignIn:
    """One that lasts however far a test moves the clock, and that no page has to note the use of.

    A shared one ends as shared ones do.
    """
    begun = SignIn(
        person_id=person.id,
        how=how,
        device=device,
        is_shared=is_shared,
        began_at=now,
        seen_at=now if is_shared else now + YEARS,
        ends_at=now + (timedelta(hours=2) if is_shared else YEARS),
    )
    db.add(begun)
    db.flush()
    return begun
