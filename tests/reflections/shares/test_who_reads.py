"""Who can open a share: every role in every state, on the page and in the list."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.cohorts.actions.departure import leave
from app.cohorts.models import Enrolment
from app.cohorts.rules import DECLINED, INVITED, JOINED, LEFT, WAITING
from app.kit.db import new_id
from app.mentoring.rules.sharing import COHORT, FACILITATOR, MENTOR
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD, SAFEGUARDING_LEAD
from app.reflections.actions.revoke import end_share, end_shares_of_entry
from app.reflections.models import Reflection, ShareOpening
from app.reflections.queries.shared_with import shared_with
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import SignIn
from tests.make.cohorts import make_cohort, make_enrolment, make_facilitator
from tests.make.people import make_person
from tests.make.shares import PURPOSE, SECRET, Sharers

LATER = NOON + timedelta(hours=1)
# Who reads a share that is open, beside its author.
READERS = {
    FACILITATOR: {"runner"},
    MENTOR: {"mentor"},
    COHORT: {"runner", "mentor", "other"},
}
WHO = (
    *("author", "runner", "mentor", "other", "second_runner", "later", "left", "invited"),
    *("waiting", "declined", "outsider", "runs_another", "lead", "safeguarding"),
)


@pytest.fixture
def people(db: Session, clock: StoppedClock) -> Sharers:
    """A cohort; it is an hour after everybody joined."""
    made = Sharers(db)
    clock.moment = LATER
    return made


def somebody(people: Sharers, who: str) -> Person:
    """A person in this role; those who are not there yet come now."""
    db, cohort = people.db, people.cohort
    states = {"left": LEFT, "invited": INVITED, "waiting": WAITING, "declined": DECLINED}
    if who in ("author", "runner", "mentor", "other"):
        made: Person = getattr(people, who)
    elif who == "second_runner":
        made = make_facilitator(db, cohort, name="Second Runner")
        _joined_at(db, made, LATER)
    elif who == "runs_another":
        made = make_facilitator(db, make_cohort(db))
    else:
        roles = {"lead": [PROGRAMME_LEAD], "safeguarding": [SAFEGUARDING_LEAD]}.get(who, [])
        made = make_person(db, name=f"A {who}", roles=roles)
        if who == "later" or who in states:
            make_enrolment(db, cohort, made, state=states.get(who, JOINED))
            _joined_at(db, made, LATER)
    db.commit()
    return made


def _joined_at(db: Session, person: Person, moment: object) -> None:
    db.execute(update(Enrolment).where(Enrolment.person_id == person.id).values(joined_at=moment))


def reads(client: FlaskClient, share_id: object) -> bool:
    """Whether the page of a share opens, with the words on it."""
    answer = client.get(f"/shares/{share_id}")
    assert answer.status_code in (200, 404)
    assert (SECRET in answer.text) == (answer.status_code == 200)
    assert (PURPOSE in answer.text) == (answer.status_code == 200)
    return answer.status_code == 200


@pytest.mark.parametrize("kind", [FACILITATOR, MENTOR, COHORT])
@pytest.mark.parametrize("who", WHO)
def test_only_those_it_is_for_can_open_it_and_see_it_in_their_list(
    people: Sharers, client: FlaskClient, sign_in: SignIn, kind: str, who: str
) -> None:
    share_id = people.share(kind)
    person = somebody(people, who)
    sign_in(client, person)
    may = who in READERS[kind]
    assert reads(client, share_id) == (may or who == "author")
    listed = shared_with(people.db, person, 1, now=LATER)
    assert [line.id for line in listed.rows] == ([share_id] if may else [])
    assert listed.total == len(listed.rows)
    answer = post(client, f"/shares/{share_id}/comments", {"text": "I hear you."})
    assert answer.status_code == (302 if may or who == "author" else 404)
    ended = post(client, f"/shares/{share_id}/endings")
    assert ended.status_code == (302 if who == "author" else 404)


def bring_about(
    ending: str, people: Sharers, share_id: UUID, reader: Person, clock: StoppedClock
) -> None:
    """Let a share end in this way."""
    db = people.db
    if ending == "revoked":
        end_share(db, people.author, share_id=share_id, now=LATER)
    elif ending == "entry_ended":
        end_shares_of_entry(db, people.author, reflection_id=people.entry, now=LATER)
    elif ending == "over":
        clock.move(days=20)
    elif ending == "in_grace":
        db.get_one(Reflection, people.entry).deleted_at = LATER
    elif ending == "deleted":
        db.delete(db.get_one(Reflection, people.entry))
    else:
        whose = people.author if ending == "author_left" else reader
        leave(db, people.other, cohort_id=people.cohort.id, person_id=whose.id, now=LATER)
    db.commit()


@pytest.mark.parametrize("kind", [FACILITATOR, MENTOR, COHORT])
@pytest.mark.parametrize(
    "ending",
    ["revoked", "over", "deleted", "in_grace", "reader_left", "author_left", "entry_ended"],
)
def test_when_it_has_ended_no_reader_can_open_it_and_the_author_still_sees_who_did(
    people: Sharers,
    client: FlaskClient,
    sign_in: SignIn,
    clock: StoppedClock,
    kind: str,
    ending: str,
) -> None:
    db, share_id = people.db, people.share(kind)
    reader = people.mentor if kind == MENTOR else people.runner
    assert reads(sign_in(client, reader), share_id)
    bring_about(ending, people, share_id, reader, clock)
    assert not reads(sign_in(client, reader), share_id)
    assert shared_with(db, reader, 1, now=clock.now()).total == 0
    sign_in(client, people.author)
    page = client.get(f"/shares/{share_id}")
    if ending in ("deleted", "in_grace"):
        assert page.status_code == 404
        return
    assert reader.name in page.text
    if kind == COHORT and ending == "reader_left":
        assert "End the sharing now" in page.text
    else:
        assert "Nobody can open it any more" in page.text
        assert 'name="text"' not in page.text


@pytest.mark.parametrize("kind", [FACILITATOR, MENTOR, COHORT])
@pytest.mark.parametrize("whose", ["author", "reader"])
def test_whoever_comes_back_to_the_cohort_finds_nothing_open_again(
    people: Sharers,
    client: FlaskClient,
    sign_in: SignIn,
    clock: StoppedClock,
    kind: str,
    whose: str,
) -> None:
    db, share_id = people.db, people.share(kind)
    reader = people.mentor if kind == MENTOR else people.runner
    person = people.author if whose == "author" else reader
    leave(db, people.other, cohort_id=people.cohort.id, person_id=person.id, now=LATER)
    again = clock.move(hours=1)
    db.execute(
        update(Enrolment)
        .where(Enrolment.person_id == person.id)
        .values(state=JOINED, joined_at=again)
    )
    db.commit()
    assert not reads(sign_in(client, reader), share_id)
    assert shared_with(db, reader, 1, now=again).total == 0
    # A new share is another matter.
    assert reads(client, people.share(kind, now=again))


def test_whoever_does_not_run_the_cohort_any_more_cannot_open_what_was_for_a_facilitator(
    people: Sharers, client: FlaskClient, sign_in: SignIn
) -> None:
    share_id = people.share(FACILITATOR)
    people.db.execute(
        update(Enrolment).where(Enrolment.person_id == people.runner.id).values(role="participant")
    )
    people.db.commit()
    assert not reads(sign_in(client, people.runner), share_id)
    assert shared_with(people.db, people.runner, 1, now=LATER).total == 0
    sign_in(client, people.author)
    assert "It ended when they left" in client.get(f"/shares/{share_id}").text


def test_what_is_not_theirs_looks_like_what_is_not_there(
    people: Sharers, client: FlaskClient, sign_in: SignIn
) -> None:
    share_id = people.share(FACILITATOR)
    sign_in(client, people.other)
    there, nothing = client.get(f"/shares/{share_id}"), client.get(f"/shares/{new_id()}")
    assert there.status_code == nothing.status_code == 404
    nonces = re.compile(r'nonce="[^"]*"|value="[^"]*"')
    assert nonces.sub("", there.text) == nonces.sub("", nothing.text)
    assert people.db.scalar(select(func.count()).select_from(ShareOpening)) == 0


def test_it_ends_with_its_last_day_where_the_cohort_is(
    db: Session, client: FlaskClient, sign_in: SignIn, clock: StoppedClock
) -> None:
    people = Sharers(db)
    people.cohort.time_zone = "Pacific/Auckland"
    share_id = people.share(MENTOR)
    sign_in(client, people.mentor)
    # The third of February ends in Auckland at 11 in the morning in Greenwich.
    clock.moment = NOON.replace(month=2, day=3, hour=10, minute=59)
    assert reads(client, share_id)
    clock.moment = NOON.replace(month=2, day=3, hour=11, minute=0)
    assert not reads(client, share_id)
