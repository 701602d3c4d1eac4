"""What is shared with a mentor is for whoever walks with the author, and ends with their pair."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.mentoring.actions.audience import Audience
from app.mentoring.actions.endings import end_now
from app.mentoring.actions.entries import Entry
from app.mentoring.errors.sharing import AudienceNeeded
from app.mentoring.queries.pairings import place_of
from app.mentoring.rules.sharing import COHORT, MENTOR
from app.mentoring.rules.states import ACTIVE, LIVE, OVER, PROPOSED, STATES, SUSPENDED
from app.reflections.actions.share import Sharing, share_version
from app.reflections.queries.shared_with import shared_with
from app.reflections.queries.watch import shared_now
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import SignIn
from tests.make.mentoring import make_pairing
from tests.make.shares import LAST_DAY, PURPOSE, SECRET, Sharers


@pytest.fixture
def people(db: Session) -> Sharers:
    return Sharers(db)


def share_with(people: Sharers, person_id: UUID) -> None:
    """Share the entry with this person as with a mentor."""
    audience = Audience(MENTOR, people.cohort.id, person_id)
    wanted = Sharing(people.entry, 1, audience, PURPOSE, LAST_DAY)
    share_version(people.db, people.author, wanted, request_key=new_id(), now=NOON)


def test_only_whoever_walks_with_the_author_can_be_chosen(
    people: Sharers, client: FlaskClient, sign_in: SignIn
) -> None:
    page = sign_in(client, people.author).get(f"/reflections/{people.entry}/shares/new").text
    offered = page.split('name="mentor"')[1].split("</select>")[0]
    assert people.mentor.name in offered
    assert people.other.name not in offered
    share_with(people, people.mentor.id)
    with pytest.raises(AudienceNeeded):
        share_with(people, people.other.id)


@pytest.mark.parametrize("state", [PROPOSED, SUSPENDED, *OVER])
def test_nothing_is_shared_with_somebody_who_does_not_walk_with_the_author(
    people: Sharers, client: FlaskClient, sign_in: SignIn, state: str
) -> None:
    _bring(people, state)
    with pytest.raises(AudienceNeeded):
        share_with(people, people.mentor.id)
    page = sign_in(client, people.author).get(f"/reflections/{people.entry}/shares/new").text
    assert "My mentor" not in page


@pytest.mark.parametrize("state", STATES)
def test_who_reads_it_in_each_state_of_the_pair(
    people: Sharers, client: FlaskClient, sign_in: SignIn, state: str
) -> None:
    share_id, beside = people.share(MENTOR), people.share(COHORT)
    _bring(people, state)
    reads = state in LIVE
    listed = {line.id for line in shared_with(people.db, people.mentor, 1, now=NOON).rows}
    assert listed == ({share_id, beside} if reads else {beside})
    opened = sign_in(client, people.mentor).get(f"/shares/{share_id}")
    assert (SECRET in opened.text) == reads
    assert opened.status_code == (200 if reads else 404)
    assert shared_now(people.db, people.author, now=NOON) == {people.entry}


def test_it_ends_with_the_pair_and_the_next_pair_opens_nothing_again(
    people: Sharers, client: FlaskClient, sign_in: SignIn
) -> None:
    db, share_id = people.db, people.share(MENTOR)
    place = place_of(db, people.pair.id)
    assert place is not None
    end_now(db, place, Entry(people.mentor, people.mentor.id), now=NOON)
    db.commit()
    assert shared_now(db, people.author, now=NOON) == frozenset()
    sign_in(client, people.author)
    for address in ("/reflections/shares/", f"/shares/{share_id}"):
        assert "It ended when you two stopped walking together in mentoring" in (
            client.get(address).text
        )
    later = NOON.replace(hour=20)
    make_pairing(db, people.author, people.mentor, people.author, people.author, now=later)
    db.commit()
    assert sign_in(client, people.mentor).get(f"/shares/{share_id}").status_code == 404


def test_on_hold_nobody_reads_it_and_its_author_can_still_end_it(
    people: Sharers, client: FlaskClient, sign_in: SignIn
) -> None:
    share_id = people.share(MENTOR)
    _bring(people, SUSPENDED)
    page = sign_in(client, people.author).get(f"/shares/{share_id}").text
    assert "Nobody can read it while your pair in mentoring is on hold" in page
    assert "End the sharing now" in page
    assert ">On hold<" in client.get("/reflections/shares/").text
    post(client, f"/shares/{share_id}/endings")
    _bring(people, ACTIVE)
    assert sign_in(client, people.mentor).get(f"/shares/{share_id}").status_code == 404


def _bring(people: Sharers, state: str) -> None:
    """The pair is in this state now."""
    people.pair.state = state
    people.pair.held_from = ACTIVE if state == SUSPENDED else None
    people.pair.closed_for = "finished" if state == "closed" else None
    people.db.commit()
