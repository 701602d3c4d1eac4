"""Letters about a pair: by every way, in both languages, only while they are true."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.mentoring.letters.endings import pair_closing_letter, pair_missed_letter
from app.mentoring.letters.proposals import PairFacts, pair_agreed_letter, pair_proposed_letter
from app.mentoring.models import Agreement
from app.mentoring.rules.replies import read_reply
from app.mentoring.rules.states import (
    ACTIVE,
    AGREEING,
    CLOSED,
    DECLINED,
    EXPIRED,
    PROPOSED,
    SUSPENDED,
    WITHDRAWN,
)
from app.post.actions.plan import NewLetter, plan_letters
from app.post.kinds import Draft, Lapse, LetterKind
from app.post.languages import read_tongues
from app.post.models import Letter
from app.post.rules.short import LONGEST_SHORT
from app.wiring import letter_kinds
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.desks import desk_at
from tests.make.mentoring import Mentors, make_agreement

KINDS: Mapping[str, LetterKind] = {kind.name: kind for kind in letter_kinds()}
# Each kind with the state in which it is wanted, and what it says of the pair.
SAYS = {
    "pair_proposed": (PROPOSED, "you and Petra Nurse could walk together for a while"),
    "pair_agreed": (AGREEING, "You and Petra Nurse have both said yes."),
    "pair_not_now": (DECLINED, "You and Petra Nurse will not be a pair this time."),
    "agreement_to_sign": (AGREEING, "Petra Nurse wrote down how you two could go about it"),
    "agreement_signed": (ACTIVE, "You and Petra Nurse have both signed your agreement."),
}
OF_A_VERSION = ("agreement_to_sign", "agreement_signed")


def said_to_joan(mentors: Mentors, kind: str, about: UUID, channel: str = "email") -> Draft | Lapse:
    """What Joan is told at the moment of sending."""
    db = mentors.db
    wanted = NewLetter(mentors.joan.id, kind, about, NOON, channel=channel)
    plan_letters(db, [wanted], now=NOON)
    letter = db.scalars(select(Letter).where(Letter.kind == kind, Letter.channel == channel)).one()
    return KINDS[kind].prepare(db, [letter], desk_at(NOON))[letter.id]


def about(mentors: Mentors, kind: str, state: str) -> UUID:
    """The pair in this state, or its newest version."""
    place = mentors.pairing(state)
    if kind not in OF_A_VERSION:
        return place.pairing.id
    if state == AGREEING:
        return make_agreement(mentors.db, place, signed=False).id
    newest = select(Agreement.id).order_by(Agreement.number.desc())
    found = mentors.db.scalars(newest).first()
    assert found is not None
    return found


@pytest.mark.parametrize("channel", ["email", "text", "call", "post"])
@pytest.mark.parametrize("kind", SAYS)
def test_each_letter_says_what_is_so_by_each_way(mentors: Mentors, kind: str, channel: str) -> None:
    state, says = SAYS[kind]
    draft = said_to_joan(mentors, kind, about(mentors, kind, state), channel)
    assert isinstance(draft, Draft)
    assert says in draft.body
    assert ("http" in draft.body) == (channel in ("email", "text") and kind != "pair_not_now")
    assert "We leave our families out of it." not in f"{draft.body}{draft.short}"
    assert 0 < len(draft.short) <= LONGEST_SHORT


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        *(("pair_proposed", state) for state in (AGREEING, DECLINED, EXPIRED)),
        *(("pair_agreed", state) for state in (ACTIVE, CLOSED, SUSPENDED)),
        *(("pair_not_now", state) for state in (PROPOSED, AGREEING, CLOSED)),
        *(("agreement_to_sign", state) for state in (ACTIVE, SUSPENDED, CLOSED)),
        *(("agreement_signed", state) for state in (AGREEING, SUSPENDED, CLOSED)),
    ],
)
def test_what_is_past_is_not_sent(mentors: Mentors, kind: str, state: str) -> None:
    assert isinstance(said_to_joan(mentors, kind, about(mentors, kind, state)), Lapse)


def test_whoever_has_answered_is_not_asked_again(mentors: Mentors) -> None:
    place = mentors.pairing(PROPOSED)
    place.member(mentors.joan.id).row.answer = "yes"
    mentors.db.flush()
    assert isinstance(said_to_joan(mentors, "pair_proposed", place.pairing.id), Lapse)


def test_a_change_says_that_what_was_signed_holds_meanwhile(mentors: Mentors) -> None:
    place = mentors.pairing(ACTIVE)
    second = make_agreement(mentors.db, place, number=2, signed=False)
    draft = said_to_joan(mentors, "agreement_to_sign", second.id)
    assert isinstance(draft, Draft)
    assert "What you both signed before holds until you sign the change too." in draft.body


@pytest.mark.parametrize("state", [DECLINED, EXPIRED, WITHDRAWN])
def test_that_it_is_not_now_reads_the_same_whatever_happened(mentors: Mentors, state: str) -> None:
    draft = said_to_joan(mentors, "pair_not_now", about(mentors, "pair_not_now", state))
    assert isinstance(draft, Draft)
    assert draft.body == (
        "Hello Joan Longstreet,\n\n"
        "You and Petra Nurse will not be a pair this time. That is all right, and nobody has to "
        "say why.\n\n"
        "While you take part, we go on looking for somebody who fits you. You need do nothing.\n\n"
        "The Discovery Learning Programme\n"
    )


def test_long_names_and_welsh_fit_in_one_text() -> None:
    for tongue in (read_tongues().of(code) for code in ("en", "cy")):
        facts = PairFacts(
            "Joan",
            "Blodeuwedd " * 12,
            UUID(int=1),
            NOON + timedelta(days=14),
            "Europe/London",
            "https://a-rather-long-name-of-a-learning-platform.example",
            tongue,
        )
        draft = pair_proposed_letter(facts)
        assert len(draft.short) <= LONGEST_SHORT
        assert draft.short.endswith(str(UUID(int=1)))


def test_many_letters_cost_one_statement(
    mentors: Mentors, count_statements: CountStatements, db: Session
) -> None:
    place = mentors.pairing(PROPOSED)
    people = (mentors.joan, mentors.petra)
    wanted = [NewLetter(one.id, "pair_proposed", place.pairing.id, NOON) for one in people]
    plan_letters(db, wanted, now=NOON)
    letters = db.scalars(select(Letter)).all()
    with count_statements() as sent:
        said = KINDS["pair_proposed"].prepare(db, letters, desk_at(NOON))
    assert len(sent) == 1
    assert all(isinstance(draft, Draft) for draft in said.values())


@pytest.mark.parametrize(("code", "word"), [("en", "CALL"), ("cy", "FFONIO")])
@pytest.mark.parametrize("write", [pair_agreed_letter, pair_closing_letter, pair_missed_letter])
def test_whoever_opens_no_pages_is_told_by_text_that_they_can_be_rung(
    write: Callable[[PairFacts], Draft], code: str, word: str
) -> None:
    facts = PairFacts(
        *("Joan", "Blodeuwedd " * 12, UUID(int=1), NOON, "Europe/London"),
        site="https://learning.example",
        tongue=read_tongues().of(code),
    )
    short = write(facts).short
    assert f" {word}, " in short
    assert len(short) <= LONGEST_SHORT
    reply = read_reply(word.capitalize())
    assert reply is not None
    assert reply.wants_call
