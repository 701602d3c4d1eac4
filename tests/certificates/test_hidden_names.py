"""A name that its person hides is hidden on whichever certificate of the course counts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, sessionmaker

from app.certificates.actions.change import issue_anew, replace_certificate, take_back
from app.certificates.actions.own import hide_name
from app.certificates.models import Certificate
from app.certificates.queries.cohort import CertificateSeat, certificate_seat
from app.people.models import Person
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import As
from tests.launch.waiting import LIMIT, until
from tests.locks import how_many_wait
from tests.make.certificates import newest
from tests.make.progress import Way


def seat(db: Session, lead: Person, way: Way, one: Certificate) -> CertificateSeat:
    """The certificate as a lead finds it."""
    found = certificate_seat(db, lead, slug=way.cohort.slug, certificate_id=one.id)
    assert found is not None
    return found


@pytest.mark.parametrize("was_taken_back", [False, True])
def test_whoever_presses_on_a_page_that_is_old_by_now_is_hidden_on_the_new_one(
    db: Session, client: FlaskClient, as_person: As, way: Way, lead: Person, *, was_taken_back: bool
) -> None:
    old = newest(db, way.person)
    here = f"/account/certificates/{old.id}"
    own = as_person(way.person)
    own.get(here)
    if was_taken_back:
        take_back(db, lead, seat(db, lead, way, old), reason="It was a mistake of ours.", now=NOON)
        issue_anew(db, lead, seat(db, lead, way, old), shown_name=way.person.name, now=NOON)
    else:
        replace_certificate(
            db, lead, seat(db, lead, way, old), shown_name=way.person.name, now=NOON
        )
    db.commit()
    told = post(own, f"{here}/hidden-name", {"hidden": "yes"}, page=here)
    assert "Your name is hidden now." in own.get(told.location).text
    db.expire_all()
    counts = newest(db, way.person)
    assert counts.id != old.id
    public = client.application.test_client().get(f"/certificates/{counts.said_code}").text
    assert "This certificate is valid" in public
    assert "Amina" not in public


def test_whoever_hides_it_while_a_new_one_is_issued_is_hidden_there_too(
    sessions: sessionmaker[Session], db: Session, way: Way, lead: Person
) -> None:
    old = newest(db, way.person)
    db.commit()

    def hide() -> None:
        with sessions.begin() as own:
            hide_name(own, own.get_one(Certificate, old.id), hidden=True)

    with ThreadPoolExecutor(1) as pool:
        with sessions.begin() as theirs:
            facts = seat(theirs, lead, way, old)
            replace_certificate(theirs, lead, facts, shown_name=facts.person.name, now=NOON)
            hiding = pool.submit(hide)
            until(lambda: how_many_wait(sessions), "the other one waits")
        hiding.result(LIMIT)
    db.expire_all()
    assert newest(db, way.person).hides_name
