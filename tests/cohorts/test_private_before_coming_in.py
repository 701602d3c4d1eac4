"""Somebody who writes by text may have private words here before they have ever signed in."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.db import new_id
from app.mentoring.models import Pairing
from app.mentoring.rules.states import PROPOSED
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from app.vault.actions import key_for_writing
from tests.browser_like import post
from tests.clock import NOON
from tests.cohorts.lists import bring
from tests.conftest import As
from tests.make.cohorts import make_cohort, make_enrolment, make_facilitator
from tests.make.people import make_person
from tests.make.second_steps import set_up_app
from tests.people.test_preferences import AS_IT_WAS, contact_of

PHONE, THEIRS = "+447700900123", "07700 900999"


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """A cohort."""
    return make_cohort(db, slug="riverside")


@pytest.fixture
def joan(db: Session, cohort: Cohort) -> Person:
    """Somebody in it who answers by text, and has never signed in."""
    person = make_person(db, name="Joan Long", email=None, phone=PHONE, channel="text")
    make_enrolment(db, cohort, person)
    return person


def keep_private(db: Session, joan: Person, what: str) -> None:
    """What whoever came in as Joan would read."""
    if what == "words":
        key_for_writing(db, joan.id, now=NOON)
        return
    one, two = sorted((joan.id, make_person(db, name="Ben").id))
    pairing = Pairing(
        one_id=one,
        two_id=two,
        state=PROPOSED,
        origin="by_hand",
        reasons=[],
        proposed_at=NOON,
        answer_by=NOON,
        state_since=NOON,
        request_key=new_id(),
    )
    db.add(pairing)
    db.flush()


def enter(db: Session, browser: FlaskClient, joan: Person, **way: str) -> int:
    """Enter how Joan is reached; the status of the answer."""
    fields = {**AS_IT_WAS, "channel": "text", "phone": "07700 900123", **way}
    answer = post(browser, contact_of(joan), dict(fields)).status_code
    db.refresh(joan)
    return answer


@pytest.mark.parametrize("what", ["words", "mentoring"])
@pytest.mark.parametrize("way", [{"email": "farah.two@example.org"}, {"phone": THEIRS}])
def test_whoever_runs_the_cohort_does_not_say_where_their_codes_go(
    db: Session, joan: Person, cohort: Cohort, as_person: As, what: str, way: dict[str, str]
) -> None:
    farah = make_facilitator(db, cohort)
    keep_private(db, joan, what)
    browser = as_person(farah)
    assert enter(db, browser, joan, **way) == 409
    assert (joan.email, joan.phone, joan.channel) == (None, PHONE, "text")
    assert enter(db, browser, joan, channel="call", phone=THEIRS) == 302
    assert (joan.channel, joan.phone) == ("call", "+447700900999")


def test_nor_does_a_list(db: Session, joan: Person, cohort: Cohort) -> None:
    keep_private(db, joan, "words")
    bring(db, cohort, "Joan Long,farah.two@example.org,07700 900123,,text\n")
    db.refresh(joan)
    assert joan.email is None


@pytest.mark.parametrize("who", ["lead", "nothing private"])
def test_a_programme_lead_does_and_anybody_who_runs_it_where_nothing_is_private(
    db: Session, joan: Person, cohort: Cohort, as_person: As, who: str
) -> None:
    if who == "lead":
        keep_private(db, joan, "words")
        by = make_person(db, name="Lena Lead", roles=[PROGRAMME_LEAD])
        set_up_app(db, by)
    else:
        by = make_facilitator(db, cohort)
    assert enter(db, as_person(by), joan, phone=THEIRS) == 302
    assert joan.phone == "+447700900999"
