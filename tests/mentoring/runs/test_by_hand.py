"""A coordinator changes a proposal by hand: what they saw is what happens, and nobody is lost."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.kit.errors import Refusal
from app.mentoring.actions.lines import pair_by_hand, take_out
from app.mentoring.actions.runs import set_run_aside
from app.mentoring.errors.pairings import CannotBePaired, NoRoom, PairedAlready
from app.mentoring.errors.runs import (
    ChangedMeanwhile,
    DecidedAlready,
    DoesNotFit,
    NotReady,
    OwnPair,
    PersonNotThere,
)
from app.mentoring.models import MatchingLine, MatchingRun, MentoringProfile
from app.mentoring.rules.topics import ANSWERS
from app.people.models import Person
from tests.make.mentoring import make_apart, make_pairing, make_profile
from tests.make.runs import Matchmaking


def pair(
    making: Matchmaking,
    run: MatchingRun,
    one: Person,
    two: Person,
    *lets_go: MatchingLine,
    revision: int = 0,
) -> MatchingLine:
    made = pair_by_hand(
        making.db,
        making.mina,
        run.id,
        (one.id, two.id),
        revision=revision,
        lets_go=[line.id for line in lets_go],
        now=making.later(),
    )
    making.db.commit()
    return made


def remove(making: Matchmaking, run: MatchingRun, line_id: UUID, revision: int = 0) -> MatchingLine:
    now = making.later()
    line = take_out(making.db, making.mina, run.id, line_id, revision=revision, now=now)
    making.db.commit()
    return line


def test_those_who_lose_somebody_are_left_with_a_reason(making: Matchmaking) -> None:
    ana, bo, cy, di = making.four()
    run = making.proposed()
    line = pair(making, run, ana, di, making.line(run, ana, cy), making.line(run, bo, di))
    assert making.standing(run) == {frozenset({"Ana", "Di"})}
    assert making.left(run) == {"Bo": ["let_go"], "Cy": ["let_go"]}
    assert (line.origin, line.made_by_id) == ("by_hand", making.mina.id)
    assert line.reasons
    pair(making, run, bo, cy, revision=making.run(run.id).revision)
    assert making.left(run) == {}


def test_a_pair_taken_out_leaves_both_with_a_reason_and_can_be_put_back(
    making: Matchmaking,
) -> None:
    ana, _, cy, _ = making.four()
    run = making.proposed()
    line = making.line(run, ana, cy)
    remove(making, run, line.id)
    assert making.standing(run) == {frozenset({"Bo", "Di"})}
    assert making.left(run) == {"Ana": ["taken_out"], "Cy": ["taken_out"]}
    again = pair(making, run, cy, ana, revision=1)
    assert again.id == line.id
    assert making.left(run) == {}
    # And once more: the same people, the same rows.
    remove(making, run, line.id, revision=2)
    assert making.left(run) == {"Ana": ["taken_out"], "Cy": ["taken_out"]}


def test_the_same_form_sent_twice_does_it_once(making: Matchmaking) -> None:
    ana, bo, cy, di = making.four()
    run = making.proposed()
    going = making.line(run, ana, cy), making.line(run, bo, di)
    first = pair(making, run, ana, di, *going)
    assert pair(making, run, ana, di, *going).id == first.id
    removed = remove(making, run, first.id, revision=1)
    assert remove(making, run, first.id, revision=1).taken_out_at == removed.taken_out_at
    assert making.run(run.id).revision == 2


def test_what_would_happen_must_be_what_was_told(making: Matchmaking) -> None:
    ana, bo, cy, di = making.four()
    run = making.proposed()
    with pytest.raises(ChangedMeanwhile):
        pair(making, run, ana, di, making.line(run, ana, cy))
    making.db.rollback()
    other = making.line(run, bo, di)
    remove(making, run, other.id)
    with pytest.raises(ChangedMeanwhile):
        pair(making, run, ana, di, making.line(run, ana, cy))
    making.db.rollback()
    with pytest.raises(ChangedMeanwhile):
        remove(making, run, making.line(run, ana, cy).id)


def _language(making: Matchmaking, one: Person, _: Person) -> None:
    profile = making.db.get(MentoringProfile, one.id)
    assert profile is not None
    profile.languages = ["cy"]


def _rests(making: Matchmaking, one: Person, _: Person) -> None:
    profile = making.db.get(MentoringProfile, one.id)
    assert profile is not None
    profile.state = "resting"


def _full(making: Matchmaking, one: Person, _: Person) -> None:
    other = making.somebody("Gil Gorse")
    make_pairing(making.db, one, other, making.mina, making.ravi, "proposed")


def _asked(making: Matchmaking, one: Person, two: Person) -> None:
    make_pairing(making.db, one, two, making.mina, making.ravi, "proposed")


def _apart(making: Matchmaking, one: Person, two: Person) -> None:
    make_apart(making.db, one, two)


def _line(making: Matchmaking, one: Person, two: Person) -> None:
    for person in (one, two):
        profile = making.db.get(MentoringProfile, person.id)
        assert profile is not None
        profile.manager_email = "boss@surgery.example"


@pytest.mark.parametrize(
    ("what", "refusal"),
    [
        (_language, DoesNotFit),
        # One sentence for these two, so that nobody can tell that somebody said "not again".
        (_line, CannotBePaired),
        (_rests, PersonNotThere),
        (_full, NoRoom),
        (_asked, PairedAlready),
        (_apart, CannotBePaired),
    ],
)
def test_what_forbids_a_pair_forbids_it_by_hand_too(
    making: Matchmaking,
    what: Callable[[Matchmaking, Person, Person], None],
    refusal: type[Refusal],
) -> None:
    ana, _, _, di = making.four()
    run = making.proposed()
    what(making, ana, di)
    making.db.commit()
    with pytest.raises(refusal) as refused:
        pair(making, run, ana, di)
    assert "again" not in refused.value.sentence


def test_nobody_pairs_themselves(making: Matchmaking, db: Session) -> None:
    ana = making.somebody("Ana Ash")
    make_profile(db, making.mina, side=ANSWERS)
    db.commit()
    run = making.proposed()
    with pytest.raises(OwnPair):
        pair(making, run, ana, making.mina)
    with pytest.raises(PersonNotThere):
        pair(making, run, ana, ana)


def test_nothing_is_changed_before_there_is_a_proposal_or_after_it_is_decided(
    making: Matchmaking, db: Session
) -> None:
    ana, _, cy, di = making.four()
    run = making.ask()
    with pytest.raises(NotReady):
        pair(making, run, ana, di)
    db.rollback()
    making.work()
    set_run_aside(db, making.ravi, run.id, revision=0, now=making.later())
    db.commit()
    with pytest.raises(DecidedAlready, match="Ravi Second set this proposal aside"):
        pair(making, run, ana, di)
    db.rollback()
    with pytest.raises(DecidedAlready):
        remove(making, run, making.line(run, ana, cy).id)
