"""Letters around an end: by each way, kind, and only while they are true."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.mentoring.actions.absences import be_in_touch, miss
from app.mentoring.letters.endings import (
    pair_closed_letter,
    pair_closing_letter,
    pair_missed_letter,
)
from app.mentoring.letters.proposals import PairFacts
from app.mentoring.rules.states import (
    ABSENT,
    ACTIVE,
    CLOSED,
    CLOSING,
    FINISHED,
    LEFT_PROGRAMME,
    ONE_WISHED,
    SAFETY,
    SUSPENDED,
)
from app.post.actions.plan import NewLetter, plan_letters
from app.post.kinds import Draft, Lapse, LetterKind
from app.post.languages import read_tongues
from app.post.models import Letter
from app.post.rules.short import LONGEST_SHORT
from app.wiring import letter_kinds
from tests.clock import NOON
from tests.make.desks import desk_at
from tests.make.mentoring import Mentors
from tests.mentoring.endings.conftest import own

KINDS: dict[str, LetterKind] = {kind.name: kind for kind in letter_kinds()}
SAYS = {
    "pair_closing": "the pair closes by itself after Wednesday 17 February 2027",
    "pair_closed": "Your time with Petra Nurse in mentoring has ended. That is all right",
    "pair_missed": "If we hear nothing by Wednesday 3 February 2027, we close the pair",
}
STATE = {"pair_closing": CLOSING, "pair_closed": CLOSED, "pair_missed": ACTIVE}


def said_to_joan(mentors: Mentors, kind: str, about: UUID, channel: str = "email") -> Draft | Lapse:
    """What Joan is told at the moment of sending."""
    db = mentors.db
    plan_letters(db, [NewLetter(mentors.joan.id, kind, about, NOON, channel=channel)], now=NOON)
    wanted = select(Letter).where(Letter.kind == kind, Letter.channel == channel)
    letter = db.scalars(wanted).one()
    return KINDS[kind].prepare(db, [letter], desk_at(NOON))[letter.id]


def about(mentors: Mentors, kind: str, state: str) -> UUID:
    """The pair, or that Joan is missed in it."""
    place = mentors.pairing(state)
    if kind != "pair_missed":
        return place.pairing.id
    return miss(mentors.db, place, own(mentors.petra), now=NOON).id


@pytest.mark.parametrize("channel", ["email", "text", "call", "post"])
@pytest.mark.parametrize("kind", SAYS)
def test_each_letter_says_what_is_so_by_each_way(mentors: Mentors, kind: str, channel: str) -> None:
    mentors.joan.email, mentors.joan.channel = "joan@learning.example", channel
    draft = said_to_joan(mentors, kind, about(mentors, kind, STATE[kind]), channel)
    assert isinstance(draft, Draft)
    assert SAYS[kind] in draft.body
    assert ("http" in draft.body) == (channel in ("email", "text"))
    assert 0 < len(draft.short) <= LONGEST_SHORT


@pytest.mark.parametrize(
    ("kind", "state"),
    [("pair_closing", CLOSED), ("pair_closing", SUSPENDED), ("pair_closed", CLOSING)],
)
def test_what_is_past_is_not_sent(mentors: Mentors, kind: str, state: str) -> None:
    assert isinstance(said_to_joan(mentors, kind, about(mentors, kind, state)), Lapse)


def test_whoever_is_found_gets_no_kind_word(mentors: Mentors) -> None:
    db, place = mentors.db, mentors.pairing()
    absence = miss(db, place, own(mentors.petra), now=NOON)
    be_in_touch(db, place, own(mentors.joan), now=NOON)
    assert isinstance(said_to_joan(mentors, "pair_missed", absence.id, "text"), Lapse)


def facts(tongue: str = "en", partner: str | None = "Petra Nurse") -> PairFacts:
    """What a letter tells."""
    return PairFacts(
        "Joan",
        partner,
        UUID(int=1),
        NOON + timedelta(days=14),
        "Europe/London",
        "https://a-rather-long-name-of-a-learning-platform.example",
        read_tongues().of(tongue),
    )


@pytest.mark.parametrize(
    ("reason", "says"),
    [
        (FINISHED, "nobody has to say why"),
        (ONE_WISHED, "nobody has to say why"),
        (SAFETY, "nobody has to say why"),
        (ABSENT, "nobody is to blame"),
        (LEFT_PROGRAMME, "has left the programme"),
    ],
)
def test_what_it_says_of_why_blames_nobody(reason: str, says: str) -> None:
    draft = pair_closed_letter(facts(), reason=reason)
    assert says in draft.body
    assert says in draft.short
    assert "afeguard" not in draft.body


def test_a_partner_who_was_erased_has_no_name() -> None:
    draft = pair_closed_letter(facts(partner=None), reason=LEFT_PROGRAMME)
    assert "Somebody who has left has left the programme" not in draft.body


@pytest.mark.parametrize("tongue", ["en", "cy"])
def test_long_names_fit_in_one_text(tongue: str) -> None:
    told = facts(tongue, "Blodeuwedd " * 12)
    closed = [pair_closed_letter(told, reason=one) for one in (FINISHED, ABSENT, LEFT_PROGRAMME)]
    for draft in (pair_closing_letter(told), pair_missed_letter(told), *closed):
        assert len(draft.short) <= LONGEST_SHORT
        assert str(UUID(int=1)) in draft.short
