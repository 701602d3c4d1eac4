"""Authors are asked once a facilitator says so: until then a draft is between facilitators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.kit.errors import Refusal
from app.outputs.actions.answering_time import REST, choose_last_day, remind_authors
from app.outputs.actions.arrange import touch
from app.outputs.actions.question import ask_authors, write_to
from app.outputs.actions.reword import Wording, reword
from app.outputs.errors import AlreadyBuilding, AnswersOpen
from app.outputs.errors.making import DraftIsOld, DraftNeeded, NobodyToAsk
from app.outputs.kinds import ApprovalKind
from app.outputs.letters import APPROVAL, PLACED
from app.outputs.models import Output, OutputBuild
from app.outputs.queries.links import words_waiting
from app.outputs.rules.making import UNDER_MESSAGE
from app.people.models import Person
from app.post.kinds import Lapse
from app.post.models import Letter
from tests.conftest import CountStatements
from tests.make.desks import desk_at
from tests.make.making import make_message, put
from tests.make.outputs import HERON, Scene, words_in
from tests.outputs.test_races import meanwhile

TEA = "Tea first."


def letters(scene: Scene, output: Output) -> Counter[tuple[UUID, str]]:
    """How many letters about an output each person gets, by kind."""
    with scene.sessions() as db:
        wanted = select(Letter.person_id, Letter.kind).where(Letter.about_id == output.id)
        return Counter((row[0], row[1]) for row in db.execute(wanted))


def _asked_at(scene: Scene, output: Output) -> datetime | None:
    with scene.sessions() as db:
        return db.get_one(Output, output.id).asked_authors_at


def test_drafts_write_to_nobody_and_asking_writes_once_about_the_page_as_it_stands(
    scene: Scene,
) -> None:
    bea, cy = scene.author("Bea Example"), scene.author("Cy Example")
    words = scene.offer(bea, HERON)
    scene.offer(bea, "Another of hers.")
    scene.give(cy, "quote", TEA, check_first=False)
    output = scene.drafted(asks_authors=False)
    put(scene, output, {words: f"{UNDER_MESSAGE}{make_message(scene, output)}"})
    scene.ask_draft(output)
    scene.build()
    assert [one.answer for one in scene.selections(output)] == ["waiting", "waiting", "yes"]
    assert letters(scene, output) == {}
    scene.ask_authors(output)
    assert letters(scene, output) == {(bea.id, APPROVAL): 1, (cy.id, PLACED): 1}


def test_twice_is_as_once_and_it_counts_from_the_first_time(scene: Scene) -> None:
    bea = scene.author()
    scene.offer(bea, HERON)
    output = scene.drafted(asks_authors=False)
    scene.clock.move(days=3)
    first = scene.now()
    for _ in range(2):
        scene.ask_authors(output)
        scene.clock.move(days=1)
    assert _asked_at(scene, output) == first
    assert [one.asked_at for one in scene.selections(output)] == [first]
    # Nor is it refused the second time, whatever goes on.
    scene.ask_draft(output)
    scene.ask_authors(output)
    assert letters(scene, output) == {(bea.id, APPROVAL): 1}


def test_afterwards_each_draft_asks_about_what_is_new_or_changed_in_it(
    scene: Scene, db: Session
) -> None:
    bea, cy, dee = (scene.author(f"{name} Example") for name in ("Bea", "Cy", "Dee"))
    given = scene.give(bea, "quote", HERON)
    scene.offer(cy, TEA)
    output = scene.drafted(asks_authors=False)
    scene.ask_authors(output)
    scene.say(output, bea)
    scene.offer(dee, "Later words.")
    voice = scene.voice(given)
    reword(db, voice, wording=Wording("The egret came."), seen=voice.state, now=scene.now())
    db.commit()
    scene.build()
    assert letters(scene, output) == {
        (bea.id, APPROVAL): 2,
        (cy.id, APPROVAL): 1,
        (dee.id, APPROVAL): 1,
    }


def _being_made(scene: Scene, output: Output) -> None:
    scene.ask_edition(output)


def _emptied(scene: Scene, output: Output) -> None:
    with scene.sessions.begin() as db:
        this = OutputBuild.output_id == output.id
        db.execute(update(OutputBuild).where(this).values(document=None))


def _changed(scene: Scene, output: Output) -> None:
    with scene.sessions.begin() as db:
        touch(db, output.id)


def _run_out(scene: Scene, output: Output) -> None:
    del output
    scene.clock.move(days=9)


@pytest.mark.parametrize(
    ("happens", "refusal"),
    [
        (_being_made, AlreadyBuilding),
        (_emptied, DraftNeeded),
        (_changed, DraftIsOld),
        (_run_out, NobodyToAsk),
    ],
)
def test_it_is_refused_where_nobody_would_see_what_they_are_asked_about(
    scene: Scene, happens: Callable[[Scene, Output], None], refusal: type[Refusal]
) -> None:
    scene.offer(scene.author(), HERON, until=scene.now().date())
    output = scene.drafted(asks_authors=False)
    happens(scene, output)
    with pytest.raises(refusal):
        scene.ask_authors(output)
    assert _asked_at(scene, output) is None
    assert letters(scene, output) == {}


def test_it_is_refused_before_the_first_draft_is_made(scene: Scene) -> None:
    output = scene.ask(asks_authors=False)
    with pytest.raises(AlreadyBuilding):
        scene.ask_authors(output)


def test_no_question_can_be_answered_or_sent_before(scene: Scene, db: Session) -> None:
    bea = scene.author()
    scene.offer(bea, HERON)
    output = scene.drafted(asks_authors=False)
    assert words_waiting(db, [bea.id], now=scene.now()) == []
    # Whatever planned it.
    write_to(db, output, [bea.id], occurrence="x", now=scene.now())
    planned = list(db.scalars(select(Letter).where(Letter.about_id == output.id)))
    (answer,) = ApprovalKind().prepare(db, planned, desk_at(scene.now())).values()
    assert isinstance(answer, Lapse)


def test_an_edition_before_it_holds_nobodys_words_and_a_last_day_refuses_it_as_ever(
    scene: Scene, db: Session
) -> None:
    bea, cy = scene.author("Bea Example"), scene.author("Cy Example")
    scene.offer(bea, HERON)
    scene.give(cy, "quote", TEA, check_first=False)
    output = scene.drafted(asks_authors=False)
    told = words_in(scene.edition(output).document)
    assert HERON not in told
    assert TEA not in told
    _choose_last_day(scene, db, output, days=5)
    with pytest.raises(AnswersOpen):
        scene.ask_edition(output)
    scene.ask_authors(output)
    scene.say(output, bea)
    told = words_in(scene.edition(output).document)
    assert HERON in told
    assert TEA in told


def _choose_last_day(scene: Scene, db: Session, output: Output, *, days: int) -> None:
    kept, day = db.get_one(Output, output.id), scene.now().date() + timedelta(days=days)
    choose_last_day(db, kept, cohort=scene.cohort, day=day, now=scene.now())
    db.commit()


def test_nobody_is_reminded_of_what_they_were_not_asked_or_asked_just_now(
    scene: Scene, db: Session
) -> None:
    scene.offer(scene.author(), HERON)
    output = scene.drafted(asks_authors=False)
    scene.clock.move(days=5)
    _choose_last_day(scene, db, output, days=3)
    assert remind_authors(db, now=scene.now()) == 0
    db.commit()
    scene.ask_authors(output)
    assert remind_authors(db, now=scene.now()) == 0
    assert remind_authors(db, now=scene.now() + REST) == 1


def test_whoever_comes_into_a_draft_while_somebody_presses_is_asked_too(
    scene: Scene, db: Session
) -> None:
    bea, cy = scene.author("Bea Example"), scene.author("Cy Example")
    scene.offer(bea, HERON)
    output = scene.drafted(asks_authors=False)
    ask_authors(db, scene.facilitator, output, now=scene.now())
    scene.offer(cy, TEA)
    scene.ask_draft(output)
    with meanwhile(scene, db, scene.build) as done:
        db.commit()
        done.result()
    assert letters(scene, output) == {(bea.id, APPROVAL): 1, (cy.id, APPROVAL): 1}


def test_asking_many_costs_as_much_as_asking_one(
    scene: Scene, db: Session, count_statements: CountStatements
) -> None:
    costs = []
    for number in (1, 8):
        _offer(scene, number)
        output = scene.drafted(f"Report {number}", asks_authors=False)
        with count_statements() as sent:
            ask_authors(db, scene.facilitator, output, now=scene.now())
        costs.append(len(sent))
        db.commit()
    assert costs[0] == costs[1] <= 9


def _offer(scene: Scene, number: int) -> list[Person]:
    people = [scene.author(f"Person {number} {each}") for each in range(number)]
    for person in people:
        scene.offer(person, HERON)
        scene.give(person, "quote", TEA, check_first=False)
    return people
