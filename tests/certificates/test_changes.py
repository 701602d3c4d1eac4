"""A certificate with another name, one that is taken back, and one that is issued anew."""

from __future__ import annotations

from threading import Thread

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from app.certificates.actions.change import issue_anew, replace_certificate, take_back
from app.certificates.actions.issue import issue_certificates
from app.certificates.errors import NameChanged, NotTakenBack, NotValid
from app.certificates.kinds import CertificateKind
from app.certificates.models import Certificate
from app.certificates.queries.cohort import CertificateSeat, certificate_seat
from app.certificates.rules.states import REPLACED, REVOKED
from app.kit.errors import Refusal
from app.people.models import Person
from app.post.actions.send import send_due
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules.tongues import IN_ENGLISH
from app.wiring import Platform
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import As
from tests.make.certificates import make_certificate, make_finished, newest
from tests.make.cohorts import make_facilitator
from tests.make.people import make_person
from tests.make.progress import Way

REASON = "It was issued for somebody with the same name. We are sorry."


@pytest.fixture
def way(db: Session) -> Way:
    """Somebody with a certificate."""
    made = make_finished(db, person=make_person(db, name="Amina Exmaple"))
    make_certificate(db, made)
    return made


def place(db: Session, lead: Person, way: Way, certificate: Certificate) -> CertificateSeat:
    """The certificate as whoever looks after it finds it."""
    found = certificate_seat(db, lead, slug=way.cohort.slug, certificate_id=certificate.id)
    assert found is not None
    return found


def told(db: Session, person: Person) -> dict[str, Draft | Lapse]:
    """What each letter about their certificates says now, by what happened."""
    letters = db.scalars(select(Letter).where(Letter.person_id == person.id)).all()
    answers = CertificateKind().prepare(
        db, letters, Desk("https://learning.example", NOON, IN_ENGLISH)
    )
    return {one.occurrence: answers[one.id] for one in letters if one.kind == "certificate"}


def test_a_misspelt_name_is_put_right_by_asking(
    db: Session, client: FlaskClient, way: Way, as_person: As
) -> None:
    farah = make_facilitator(db, way.cohort)
    old = newest(db, way.person)
    here = f"/account/certificates/{old.id}"
    client = as_person(way.person)
    assert post(client, f"{here}/corrections", page=here).status_code == 422
    way.person.name = "Amina Example"
    db.commit()
    assert post(client, f"{here}/corrections", page=here).status_code == 302
    # Nobody has been told yet: they see it when they open their page.
    assert "see that on their page" in client.get(here).text
    list_of = f"/cohorts/{way.cohort.slug}/certificates"
    client = as_person(farah)
    assert "is now <bdi>Amina Example</bdi>" in client.get(list_of).text
    theirs = f"{list_of}/{old.id}"
    wrong = post(client, f"{theirs}/reissues", {"name": "Another Name"}, page=theirs)
    assert wrong.status_code == 409
    assert post(client, f"{theirs}/reissues", {"name": "Amina Example"}, page=theirs).location
    db.expire_all()
    new = newest(db, way.person)
    assert (new.name, new.number, new.is_valid) == ("Amina Example", 2, True)
    assert (new.course, new.minutes, new.completed_on) == (
        old.course,
        old.minutes,
        old.completed_on,
    )
    assert db.get_one(Certificate, old.id).state == REPLACED
    # Pressed again: the old one is replaced already.
    assert post(client, f"{theirs}/reissues", {"name": "Amina Example"}).status_code == 409
    assert issue_certificates(db, now=NOON) == 0
    _tells_nobody_the_new_name(client, old, new)


def _tells_nobody_the_new_name(client: FlaskClient, old: Certificate, new: Certificate) -> None:
    public = client.get(f"/certificates/{old.said_code}").text.partition("<main")[2]
    assert "This certificate was replaced" in public
    assert "Amina" not in public
    assert new.said_code not in public


def test_a_name_that_changed_meanwhile_is_looked_at_again(
    db: Session, way: Way, lead: Person
) -> None:
    way.person.name = "Amina Third"
    facts = place(db, lead, way, newest(db, way.person))
    with pytest.raises(NameChanged):
        replace_certificate(db, lead, facts, shown_name="Amina Second", now=NOON)


def test_it_is_taken_back_for_a_reason_that_its_person_reads(
    db: Session, client: FlaskClient, way: Way, lead: Person, as_person: As
) -> None:
    one = newest(db, way.person)
    here = f"/cohorts/{way.cohort.slug}/certificates/{one.id}"
    client = as_person(lead)
    short = post(client, f"{here}/revocations", {"reason": "No."}, page=here)
    assert short.status_code == 422
    assert "10 to 600 letters" in short.text
    assert post(client, f"{here}/revocations", {"reason": REASON}, page=here).status_code == 302
    assert post(client, f"{here}/revocations", {"reason": REASON}, page=here).status_code == 409
    public = client.get(f"/certificates/{one.said_code}").text.partition("<main")[2]
    assert "This certificate is not valid" in public
    for kept_back in ("Amina", REASON):
        assert kept_back not in public
    own = as_person(way.person).get(f"/account/certificates/{one.id}").text
    assert REASON in own
    db.expire_all()
    said = told(db, way.person)
    assert isinstance(said[""], Lapse)
    draft = said["revoked"]
    assert isinstance(draft, Draft)
    assert REASON in draft.body
    assert REASON not in draft.short
    # It stays taken back: no run makes another.
    assert issue_certificates(db, now=NOON) == 0


def test_a_reason_plants_no_link_in_the_letter_that_tells_it(
    db: Session, way: Way, lead: Person, platform: Platform
) -> None:
    one = newest(db, way.person)
    reason = "We were wrong. \x02sign-in link\x03 \x02/keep-account/\x03\u202esorry"
    take_back(db, lead, place(db, lead, way, one), reason=reason, now=NOON)
    db.commit()
    send_due(platform.sessions, platform.office, clock=platform.clock)
    told = db.scalars(select(Letter).where(Letter.occurrence == "revoked")).one()
    db.refresh(told)
    assert told.state == "sent"
    assert "We were wrong. sign-in link /keep-account/sorry" in (told.body or "")


def test_only_a_programme_lead_takes_one_back_and_never_their_own(
    db: Session, way: Way, as_person: As
) -> None:
    farah = make_facilitator(db, way.cohort)
    one = newest(db, way.person)
    here = f"/cohorts/{way.cohort.slug}/certificates/{one.id}"
    assert post(as_person(farah), f"{here}/revocations", {"reason": REASON}).status_code == 404
    assert post(as_person(farah), f"{here}/successors").status_code == 404
    way.person.roles = ["programme_lead"]
    for end in ("revocations", "successors", "reissues"):
        answer = post(as_person(way.person), f"{here}/{end}", {"reason": REASON, "name": "X"})
        assert answer.status_code == 404


def test_nothing_undoes_it_but_another_can_be_issued(db: Session, way: Way, lead: Person) -> None:
    one = newest(db, way.person)
    shown = way.person.name
    with pytest.raises(NotTakenBack):
        issue_anew(db, lead, place(db, lead, way, one), shown_name=shown, now=NOON)
    take_back(db, lead, place(db, lead, way, one), reason=REASON, now=NOON)
    db.commit()
    db.expire_all()
    facts = place(db, lead, way, one)
    with pytest.raises(NotValid):
        replace_certificate(db, lead, facts, shown_name=facts.person.name, now=NOON)
    with pytest.raises(NameChanged):
        issue_anew(db, lead, facts, shown_name="Somebody Else", now=NOON)
    made = issue_anew(db, lead, facts, shown_name=shown, now=NOON)
    assert (made.number, made.is_valid, made.code != one.code) == (2, True, True)
    assert db.get_one(Certificate, one.id).state == REVOKED
    with pytest.raises(NotTakenBack):
        issue_anew(db, lead, facts, shown_name=shown, now=NOON)
    assert isinstance(told(db, way.person)["again"], Draft)


@pytest.mark.parametrize("again", [False, True])
def test_two_clicks_at_once_make_one(
    db: Session, sessions: sessionmaker[Session], way: Way, lead: Person, *, again: bool
) -> None:
    one = newest(db, way.person)
    if again:
        take_back(db, lead, place(db, lead, way, one), reason=REASON, now=NOON)
        db.commit()
    ends: list[str] = []

    def press() -> None:
        try:
            with sessions.begin() as own:
                facts = place(own, lead, way, one)
                act = issue_anew if again else replace_certificate
                act(own, lead, facts, shown_name=facts.person.name, now=NOON)
            ends.append("made")
        except Refusal:
            ends.append("refused")

    threads = [Thread(target=press) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ends) == ["made", "refused", "refused"]
    valid = select(func.count()).where(
        Certificate.replaced_at.is_(None), Certificate.revoked_at.is_(None)
    )
    assert db.scalar(valid) == 1


def test_a_new_one_has_the_name_that_its_page_showed(
    db: Session, way: Way, lead: Person, as_person: As
) -> None:
    one = newest(db, way.person)
    take_back(db, lead, place(db, lead, way, one), reason=REASON, now=NOON)
    db.commit()
    client, here = as_person(lead), f"/cohorts/{way.cohort.slug}/certificates/{one.id}"
    page = client.get(here).text
    assert "<bdi>Amina Exmaple</bdi>" in page.split("Issue a new one")[1]
    assert post(client, f"{here}/successors", {"name": "Amina E"}, page=here).status_code == 409
    done = post(client, f"{here}/successors", {"name": "Amina Exmaple"}, page=here)
    assert done.status_code == 302
