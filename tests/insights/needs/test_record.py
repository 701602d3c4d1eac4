"""What the record tells of the list of whom to be in touch with."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.models import Entry
from app.people.models import Person
from tests.clock import NOON
from tests.conftest import As
from tests.insights.needs.conftest import Place
from tests.insights.needs.reading import tell, visit
from tests.make.people import make_person


def test_a_programme_lead_does_not_read_in_the_record_who_is_on_the_list(
    db: Session, place: Place, as_person: As
) -> None:
    lina = place.join(db, "Lina Learner")
    visit(db, lina, place.modules[0], at=NOON - timedelta(days=30))
    db.commit()
    assert tell(as_person(place.farah), lina, how="call", words="She is well.").status_code == 302
    told = db.scalars(select(Entry).where(Entry.deed == "insights.tell_of")).all()
    assert [(one.actor_id, one.whom_id) for one in told] == [(place.farah.id, lina.person_id)]
    lead = as_person(make_person(db, roles=["programme_lead"]))
    # They may not open the list or the page of one person on it.
    assert lead.get(f"/needs/{lina.id}").status_code == 404
    for page in ("/admin/record", "/admin/record.csv", "/cohorts/riverside/record"):
        assert "Lina" not in lead.get(page).text
    # Lina herself reads what was done for her, and whoever runs it with Farah reads it on her page.
    own = as_person(db.get_one(Person, lina.person_id)).get("/account/record").text
    assert "Farah F noted what came of why you are on the list" in own
    assert "She is well." in as_person(place.femi).get(f"/needs/{lina.id}").text
