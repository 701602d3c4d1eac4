"""What only a mentoring coordinator learns is not told afterwards to those beside them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.insights.models import KeptNeed, NeedChange
from app.people.rules import MENTORING_COORDINATOR
from tests.clock import NOON
from tests.conftest import As
from tests.insights.needs.conftest import Place
from tests.insights.needs.reading import LIST
from tests.progress.reading import words_of

WISH = "would like mentoring, and has no partner yet"


def test_a_facilitator_who_is_no_coordinator_reads_nowhere_who_would_like_mentoring(
    db: Session, place: Place, as_person: As
) -> None:
    lina = place.join(db, "Lina Learner")
    place.farah.roles = [MENTORING_COORDINATOR]
    by = {"changed_at": NOON, "changed_by_id": place.farah.id, "owner_id": place.farah.id}
    need = KeptNeed(
        enrolment_id=lina.id, rule="mentoring", occurrence="1", words=WISH, state="done", **by
    )
    db.add(need)
    db.flush()
    db.add(NeedChange(need_id=need.id, state="done", **by))
    db.commit()
    pages = (f"{LIST}?show=done", f"/needs/{lina.id}")
    for page in pages:
        assert WISH in words_of(as_person(place.farah), page)
        assert WISH not in words_of(as_person(place.femi), page)
        assert "mentoring partner" not in words_of(as_person(place.femi), page)
