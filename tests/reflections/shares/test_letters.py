"""Letters about what is shared: that there is something, and nothing of what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.kit.db import new_id
from app.mentoring.rules.sharing import MENTOR
from app.post.actions.send import send_due
from app.post.models import Letter
from app.reflections.actions.comment import comment_on
from app.reflections.actions.revoke import end_share
from tests.clock import NOON, StoppedClock
from tests.conftest import SignIn
from tests.make.post import letter_of
from tests.make.shares import PURPOSE, SECRET, Sharers
from tests.reflections.shares.conftest import COMMENT

if TYPE_CHECKING:
    from app.wiring import Platform


@pytest.mark.parametrize("channel", ["email", "text", "call"])
def test_letters_tell_that_there_is_something_and_nothing_of_what_it_is(
    people: Sharers, platform: Platform, clock: StoppedClock, channel: str
) -> None:
    db = people.db
    for person in (people.mentor, people.author):
        person.phone, person.channel = "+447700900123", channel
    db.commit()
    share_id = people.share(MENTOR)
    key = new_id()
    comment_on(db, people.mentor, share_id=share_id, text=COMMENT, request_key=key, now=clock.now())
    db.commit()
    send_due(platform.sessions, platform.office, clock=clock)
    for person in (people.mentor, people.author):
        letter = letter_of(db, person)
        said = f"{letter.subject} {letter.body}"
        assert letter.state == ("listed" if channel == "call" else "sent")
        for private in (SECRET, PURPOSE, COMMENT, "Ann", "Mo Mentor"):
            assert private not in said.replace(f"Hello {person.name}", "")
        assert (f"/shares/{share_id}" in said) == (channel != "call")
        assert letter.cohort_id == (None if channel == "email" else people.cohort.id)


def test_letters_that_nobody_needs_any_more_do_not_go(
    people: Sharers, platform: Platform, clock: StoppedClock, client: FlaskClient, sign_in: SignIn
) -> None:
    db = people.db
    ended, opened, over = (people.share(MENTOR) for _ in range(3))
    end_share(db, people.author, share_id=ended, now=NOON)
    facts = {"text": COMMENT, "request_key": new_id()}
    comment_on(db, people.mentor, share_id=opened, now=NOON, **facts)  # type: ignore[arg-type]
    db.commit()
    sign_in(client, people.mentor).get(f"/shares/{opened}")
    sign_in(client, people.author).get(f"/shares/{opened}")
    clock.move(days=20)
    send_due(platform.sessions, platform.office, clock=clock)
    db.commit()
    letters = db.scalars(select(Letter)).all()
    assert {letter.about_id for letter in letters} == {ended, opened, over}
    assert {letter.state for letter in letters} == {"lapsed"}
    assert len(letters) == 4
