"""What a merge keeps where both have something."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.certificates.models import Certificate
from app.cohorts.models import Enrolment
from app.mentoring.models import Pairing, PairingChange
from app.participation.actions.close import close_due
from app.participation.models import PollVoter
from app.people.actions.sign_in import make_link
from app.people.actions.sign_ins import begin_sign_in
from app.people.models import Person, SignIn, SignInLink
from app.post.actions.plan import NewLetter, plan_letters
from app.post.models import Letter
from app.progress.models import StepProgress
from app.rights.actions.merge import merge_people
from app.rights.actions.merging.ways import Kept
from app.rights.errors import CannotMerge
from app.rights.rules.merging import GOES
from tests.clock import NOON
from tests.make.certificates import make_certificate_of
from tests.make.cohorts import make_cohort, make_enrolment, make_member
from tests.make.mentoring import Mentors
from tests.make.participation import CLOSES, chosen, make_poll, make_voters, make_votes, voter_of
from tests.make.people import make_person
from tests.make.progress import make_seat, make_way

HOUR = timedelta(hours=1)


def test_of_two_places_in_a_cohort_the_better_stays_with_the_better_of_each_step(
    db: Session,
) -> None:
    way = make_way(db, state="invited")
    other = make_person(db, name="Amina E.", email=None)
    seat = make_seat(db, way.cohort, other, role="facilitator")
    seat.standing = "lived_experience"
    seen, done, both = (way.steps[key].id for key in ("welcome", "reflect", "check"))
    db.add_all(
        [
            _step(way.enrolment.id, seen, at=NOON),
            _step(seat.id, done, at=NOON, is_done=True),
            _step(way.enrolment.id, both, at=NOON + HOUR),
            _step(seat.id, both, at=NOON, is_done=True),
        ]
    )
    db.commit()
    stays, goes = way.person.id, other.id
    merge_people(db, stays, goes, Kept(), now=NOON)
    db.commit()
    place = db.scalars(select(Enrolment).where(Enrolment.cohort_id == way.cohort.id)).one()
    assert (place.id, place.person_id) == (way.enrolment.id, stays)
    assert (place.state, place.role) == ("joined", "facilitator")
    assert place.standing == "lived_experience"
    rows = {row.step_id: row for row in db.scalars(select(StepProgress))}
    assert {row.enrolment_id for row in rows.values()} == {place.id}
    assert rows[seen].done_at is None
    assert rows[done].done_at == NOON
    assert (rows[both].done_at, rows[both].done_by_rule) == (NOON, "marked")
    assert (rows[both].seen_at, rows[both].visited_at) == (NOON, NOON + HOUR)


def test_addresses_are_chosen_and_what_one_has_not_comes_from_the_other(db: Session) -> None:
    stays = make_person(db, email="old@learning.example")
    goes = make_person(db, email="new@learning.example", phone="+447700900123", channel="text")
    db.commit()
    stays_id, goes_id = stays.id, goes.id
    merge_people(db, stays_id, goes_id, Kept(email=GOES, channel=GOES), now=NOON)
    db.commit()
    kept = db.get_one(Person, stays_id)
    assert (kept.email, kept.phone) == ("new@learning.example", "+447700900123")
    assert kept.channel == "text"
    assert db.get(Person, goes_id) is None


def test_letters_that_wait_go_to_whoever_stays_and_links_to_the_other_account_end(
    db: Session,
) -> None:
    stays = make_person(db, email="stays@learning.example")
    goes = make_person(db, email=None, phone="+447700900123", channel="text")
    cohort = make_cohort(db)
    place = make_enrolment(db, cohort, goes, state="invited")
    waiting, sent = (make_link(db, goes.id, now=NOON) for _ in range(2))
    letters = [
        NewLetter(goes.id, "invitation", place.id, NOON, link_id=waiting.id, cohort_id=cohort.id),
        NewLetter(goes.id, "sign_in", sent.id, NOON, link_id=sent.id),
    ]
    plan_letters(db, letters, now=NOON)
    begin_sign_in(db, goes, how="link", user_agent="", is_shared=False, now=NOON)
    db.commit()
    merge_people(db, stays.id, goes.id, Kept(), now=NOON)
    db.commit()
    found = {one.kind: one for one in db.scalars(select(Letter))}
    assert {one.person_id for one in found.values()} == {stays.id}
    assert (found["invitation"].state, found["invitation"].channel) == ("due", "email")
    assert found["sign_in"].state == "lapsed"
    assert db.scalars(select(SignInLink.person_id)).all() == [stays.id]
    assert db.execute(select(SignIn.person_id, SignIn.ended_at)).all() == [(stays.id, NOON)]


def test_every_certificate_still_opens_and_one_of_a_course_counts(db: Session) -> None:
    way = make_way(db)
    other = make_person(db, name="Amina E.")
    make_seat(db, way.cohort, other)
    mine, theirs = (make_certificate_of(db, way.cohort, who) for who in (way.person, other))
    codes = {mine.code: "valid", theirs.code: "replaced"}
    db.commit()
    merge_people(db, way.person.id, other.id, Kept(), now=NOON)
    db.commit()
    found = db.scalars(select(Certificate).order_by(Certificate.number)).all()
    assert [one.number for one in found] == [1, 2]
    assert {one.code: one.state for one in found} == codes


def test_a_vote_in_an_open_secret_poll_is_never_doubled_and_a_closed_one_stays_as_it_is(
    db: Session,
) -> None:
    cohort = make_cohort(db)
    first, second, *others = make_voters(db, cohort, 9)
    poll = make_poll(db, cohort, first.person)
    db.commit()
    make_votes(db, poll, [(one, chosen(0)) for one in (first, second, *others)])
    with pytest.raises(CannotMerge, match="What shall we try first"):
        merge_people(db, first.person.id, second.person.id, Kept(), now=NOON)
    db.rollback()
    close_due(db, now=CLOSES)
    db.commit()
    merge_people(db, first.person.id, second.person.id, Kept(), now=CLOSES)
    db.commit()
    roll = db.scalars(select(PollVoter.enrolment_id).where(PollVoter.poll_id == poll.id)).all()
    assert len(roll) == 8
    assert first.enrolment_id in roll


def test_mentoring_with_others_goes_on_and_its_record_names_who_stays(db: Session) -> None:
    circle = Mentors(db)
    pairing = circle.pairing().pairing.id
    goes, partner = circle.petra.id, circle.joan.id
    stays = make_person(db, name="The same one").id
    db.commit()
    merge_people(db, stays, goes, Kept(), now=NOON)
    db.commit()
    kept = db.get_one(Pairing, pairing)
    assert {kept.one_id, kept.two_id} == {stays, partner}
    assert goes not in set(db.scalars(select(PairingChange.actor_id)))


def _step(place: UUID, step: UUID, *, at: object, is_done: bool = False) -> StepProgress:
    row = StepProgress(enrolment_id=place, step_id=step, seen_at=at, visited_at=at)
    if is_done:
        row.done_at, row.done_by_rule, row.rule_version = NOON, "marked", 1
    return row


def test_members_of_the_cohort_are_counted_once(db: Session) -> None:
    cohort = make_cohort(db)
    one, two = make_member(db, cohort), make_member(db, cohort)
    assert voter_of(db, cohort, one) != voter_of(db, cohort, two)
    db.commit()
    merge_people(db, one.id, two.id, Kept(), now=NOON)
    assert len(db.scalars(select(Enrolment.id).where(Enrolment.cohort_id == cohort.id)).all()) == 1
