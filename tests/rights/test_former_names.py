"""Whoever was called or reached otherwise before is forgotten by that, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.participation.models import DiscussionPost
from app.people.models import Person
from app.post.models import Letter
from app.rights.actions.ask_erasure import ask_erasure
from app.rights.actions.erase import erase_due
from app.rights.queries.traces import former_marks
from app.rights.rules.erasing import SOMEONE
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.make.certificates import make_certificate_of
from tests.make.cohorts import make_cohort, make_member
from tests.make.participation import make_post
from tests.make.people import make_person
from tests.make.progress import make_way
from tests.rights.marks import rows_that_hold

if TYPE_CHECKING:
    from app.wiring import Platform

OLD = ("Mary Before", "mary@before.example", "+447700900666")


def letter_to(db: Session, person: Person, address: str, **more: object) -> None:
    """A letter that went there."""
    facts = {"kind": "reminder", "about_id": person.id, "channel": "email", "due_at": NOON}
    state = {"state": "sent", "sent_at": NOON, "created_at": NOON, "occurrence": address}
    db.add(Letter(person_id=person.id, to_address=address, **facts, **state, **more))
    db.flush()


def test_a_former_name_address_and_number_go_from_words_of_others(
    db: Session, platform: Platform, clock: StoppedClock
) -> None:
    way = make_way(db)
    mary = make_member(db, way.cohort, name=OLD[0])
    make_certificate_of(db, way.cohort, mary)
    for address in OLD[1:]:
        letter_to(db, mary, address)
    mary.name, mary.email = "Mary Now", "mary@now.example"
    ben = make_member(db, way.cohort, name="Ben Beside")
    said = "Thanks to {}! Her address is {}, her number 07700 900666."
    words = said.format(OLD[0], OLD[1].upper())
    post = make_post(db, way.cohort, ben, next(iter(way.steps.values())).id, words)
    ask_erasure(db, None, mary, now=clock.now(), at_once=True)
    db.commit()
    assert rows_that_hold(platform.engine, *OLD)
    assert erase_due(platform.sessions, platform.places, clock=clock) == 1
    assert rows_that_hold(platform.engine, *OLD, "Mary Now", "900666") == set()
    db.expire_all()
    words = db.get_one(DiscussionPost, post).words
    assert words == f"Thanks to {SOMEONE}! Her address is {SOMEONE}, her number {SOMEONE}."


def test_what_is_somebody_elses_by_now_or_never_was_theirs_is_left_alone(db: Session) -> None:
    mary = make_person(db, name="Mary Now", email="mary@now.example")
    make_person(db, email="Shared@home.example", phone="+447700900777")
    letter_to(db, mary, "shared@home.example")
    letter_to(db, mary, "+447700900777")
    # An address that somebody asked for and never confirmed may be a stranger's.
    letter_to(db, mary, "stranger@far.example", goes_to="stranger@far.example")
    letter_to(db, mary, "mary@now.example")
    mary.name = "Ann Other"
    make_certificate_of(db, make_cohort(db), mary)
    mary.name = "Mary Now"
    make_person(db, name="Ann Other")
    db.flush()
    assert former_marks(db, mary) == []


def test_tries_are_counted_under_no_address_and_no_number(
    db: Session, platform: Platform, client: FlaskClient
) -> None:
    """The store's files grow by every count, so an erasure could not take them out again."""
    make_person(db, phone="+447700900555", email="mary@counted.example")
    db.commit()
    post(client, "/sign-in", {"email": "Mary@Counted.example"}, page="/sign-in")
    post(client, "/sign-in", {"email": "mary@counted.example", "password": "x"}, page="/sign-in")
    post(client, "/sign-in/text", {"phone": "07700 900555"}, page="/sign-in/text")
    keys = b"\n".join(map(bytes, platform.redis.scan_iter())).lower()
    assert b"/account:" in keys
    assert b"/number:" in keys
    assert not [mark for mark in (b"mary@counted", b"7700900555") if mark in keys]
