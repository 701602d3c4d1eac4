"""Approving asks everybody once, refuses only what cannot be any more, and one coordinator wins."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from app.cohorts.models import Enrolment
from app.cohorts.rules import WITHDRAWN
from app.kit.db import new_id
from app.mentoring.actions.approve import Approved, approve_run
from app.mentoring.actions.lines import take_out
from app.mentoring.actions.proposing import Proposal, propose_pairing
from app.mentoring.actions.runs import set_run_aside
from app.mentoring.errors.runs import ChangedMeanwhile, DecidedAlready, NobodyToAsk, NotReady
from app.mentoring.letters.proposals import PAIR_PROPOSED
from app.mentoring.models import (
    MatchingRun,
    MentoringProfile,
    Pairing,
    PairingChange,
    PairingMember,
)
from app.mentoring.rules.states import ANSWER_WITHIN, PROPOSED
from app.mentoring.rules.topics import ANSWERS
from app.people.models import Person
from app.post.models import Letter
from tests.conftest import CountStatements
from tests.make.mentoring import make_apart
from tests.make.runs import Matchmaking


def approve(
    making: Matchmaking, run: MatchingRun, actor: Person | None = None, revision: int = 0
) -> Approved:
    by = actor or making.mina
    done = approve_run(making.db, by, run.id, revision=revision, now=making.later())
    making.db.commit()
    return done


def pairings(db: Session) -> list[Pairing]:
    return list(db.scalars(select(Pairing).order_by(Pairing.id)))


def profile(making: Matchmaking, person: Person) -> MentoringProfile:
    found = making.db.get(MentoringProfile, person.id)
    assert found is not None
    return found


def test_everybody_is_asked_and_the_log_says_by_whom(making: Matchmaking, db: Session) -> None:
    making.four()
    run = making.proposed()
    assert approve(making, run) == Approved(2, 0)
    now = making.clock.now()
    for pairing in pairings(db):
        line = next(one for one in making.lines(run) if one.pairing_id == pairing.id)
        assert {pairing.one_id, pairing.two_id} == {line.person_id, line.other_id}
        assert (pairing.state, pairing.run_id, pairing.origin) == (PROPOSED, run.id, "stable")
        assert pairing.answer_by == now + ANSWER_WITHIN
        assert pairing.reasons == line.reasons
        members = select(PairingMember.person_id).where(PairingMember.pairing_id == pairing.id)
        assert set(db.scalars(members)) == {pairing.one_id, pairing.two_id}
        logged = db.scalars(select(PairingChange).where(PairingChange.pairing_id == pairing.id))
        assert [(one.before, one.after, one.mover, one.actor_id) for one in logged] == [
            (None, PROPOSED, "coordinator", making.mina.id)
        ]
    found = making.run(run.id)
    assert (found.state, found.is_undecided, found.decided_by_id) == (
        "approved",
        False,
        making.mina.id,
    )


def test_a_double_click_asks_once(making: Matchmaking, db: Session) -> None:
    making.four()
    run = making.proposed()
    assert approve(making, run) == approve(making, run) == Approved(2, 0)
    assert len(pairings(db)) == 2


def test_of_two_coordinators_one_wins_and_the_other_is_told_who(
    making: Matchmaking, sessions: sessionmaker[Session], db: Session
) -> None:
    making.four()
    run = making.proposed()
    now = making.later()

    def try_it(actor: Person) -> str:
        try:
            with sessions.begin() as own:
                approve_run(own, actor, run.id, revision=0, now=now)
        except DecidedAlready as refusal:
            return refusal.sentence
        return actor.name

    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(try_it, [making.mina, making.ravi]))
    (winner,) = [one for one in said if one in (making.mina.name, making.ravi.name)]
    (told,) = [one for one in said if one != winner]
    assert told.startswith(f"{winner} approved this proposal before you.")
    assert len(pairings(db)) == 2


def test_nobody_approves_what_they_have_not_seen(making: Matchmaking, db: Session) -> None:
    ana, _, cy, _ = making.four()
    run = making.proposed()
    line = making.line(run, ana, cy)
    take_out(db, making.ravi, run.id, line.id, revision=0, now=making.later())
    db.commit()
    with pytest.raises(ChangedMeanwhile):
        approve(making, run)
    db.rollback()
    assert approve(making, run, revision=1) == Approved(1, 0)
    assert making.line(run, ana, cy).pairing_id is None


def _less_room(making: Matchmaking, one: Person, _: Person) -> None:
    profile(making, one).capacity = 0


def _rests(making: Matchmaking, _: Person, two: Person) -> None:
    profile(making, two).state = "resting"


def _leaves(making: Matchmaking, one: Person, _: Person) -> None:
    enrolment = making.db.scalar(select(Enrolment).where(Enrolment.person_id == one.id))
    assert enrolment is not None
    enrolment.state = WITHDRAWN


def _asked(making: Matchmaking, one: Person, two: Person) -> None:
    profile(making, one).capacity = profile(making, two).capacity = 3
    making.db.flush()
    proposal = Proposal(one.id, two.id, "by_hand")
    now = making.clock.now()
    propose_pairing(making.db, proposal, by=making.ravi, request_key=new_id(), now=now)


def _apart(making: Matchmaking, one: Person, two: Person) -> None:
    make_apart(making.db, two, one)


@pytest.mark.parametrize(
    ("what", "refused"),
    [
        (_less_room, "no_room"),
        (_rests, "no_room"),
        (_leaves, "left_programme"),
        (_asked, "paired"),
        (_apart, "kept_apart"),
    ],
)
def test_a_line_that_cannot_be_any_more_is_refused_and_the_rest_go_ahead(
    making: Matchmaking, db: Session, what: Any, refused: str
) -> None:
    ana, bo, cy, di = making.four()
    run = making.proposed()
    what(making, ana, cy)
    db.commit()
    assert approve(making, run) == Approved(1, 1)
    assert making.line(run, ana, cy).refused == refused
    assert making.line(run, bo, di).pairing_id is not None


def test_room_is_counted_over_the_whole_proposal(making: Matchmaking) -> None:
    for name in ("Ana Ash", "Bo Birch", "Eva Elm"):
        making.somebody(name)
    cy = making.somebody("Cy Cedar", ANSWERS, capacity=3)
    run = making.proposed()
    assert len(making.standing(run)) == 3
    profile(making, cy).capacity = 2
    making.db.commit()
    assert approve(making, run) == Approved(2, 1)


def test_what_they_have_in_common_is_told_with_a_yes_of_both_now(
    making: Matchmaking, db: Session
) -> None:
    said: dict[str, Any] = {
        "characteristics": ["carer", "parent"],
        "characteristics_as_reason": True,
    }
    ana = making.somebody("Ana Ash", **said)
    cy = making.somebody("Cy Cedar", ANSWERS, **said)
    bo = making.somebody("Bo Birch", **said)
    di = making.somebody("Di Dale", ANSWERS, **said)
    for one, two in ((ana, cy), (bo, di)):
        making.choose(one, two)
        making.choose(two, one)
    run = making.proposed()
    profile(making, di).characteristics_as_reason = False
    db.commit()
    approve(making, run)
    told = {
        frozenset((one.one_id, one.two_id)): [
            reason for reason in one.reasons if reason["key"] == "in_common"
        ]
        for one in pairings(db)
    }
    assert told[frozenset((ana.id, cy.id))] == [{"key": "in_common", "what": ["carer", "parent"]}]
    assert told[frozenset((bo.id, di.id))] == []


def test_a_proposal_without_pairs_is_not_approved(making: Matchmaking, db: Session) -> None:
    making.somebody("Ana Ash")
    run = making.proposed()
    with pytest.raises(NobodyToAsk):
        approve(making, run)
    db.rollback()
    set_run_aside(db, making.mina, run.id, revision=0, now=making.later())
    db.commit()
    with pytest.raises(DecidedAlready, match="set this proposal aside"):
        approve(making, run)


def test_nothing_is_approved_before_the_worker_is_done(making: Matchmaking) -> None:
    run = making.ask()
    with pytest.raises(NotReady):
        approve(making, run)


def test_however_many_are_asked_it_takes_the_same_number_of_statements(
    making: Matchmaking, count_statements: CountStatements
) -> None:
    for number in range(12):
        making.somebody(f"Asker{number} A")
        making.somebody(f"Answerer{number} B", ANSWERS)
    run = making.proposed()
    with count_statements() as sent:
        assert approve(making, run) == Approved(12, 0)
    assert len(sent) <= 15


def test_both_of_each_pair_get_a_letter_once(making: Matchmaking, db: Session) -> None:
    making.four()
    run = making.proposed()
    approve(making, run)
    approve(making, run)
    letters = db.scalars(select(Letter).where(Letter.kind == PAIR_PROPOSED)).all()
    asked = {(person, one.id) for one in pairings(db) for person in (one.one_id, one.two_id)}
    assert sorted((one.person_id, one.about_id) for one in letters) == sorted(asked)
