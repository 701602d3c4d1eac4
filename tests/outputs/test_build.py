"""Builds: made once whoever works, true to what was written, resumed, given up in words."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from uuid import UUID

import pytest
from sqlalchemy import Update, select, update
from sqlalchemy.orm import Session

from app.gateways.ports.press import PressJam
from app.kit.db import new_id
from app.kit.document import Document
from app.outputs.actions.ask import ask_for_build, ask_for_output
from app.outputs.actions.build import build_next, claim_next
from app.outputs.errors import AlreadyBuilding, TitleNeeded
from app.outputs.models import Consent, Contribution, Output, OutputBuild
from app.outputs.rules.stages import GIVEN_UP, JAMMED, LEASE, MOST_TRIES, STAGES
from app.post.models import Letter
from tests.clock import NOON, StoppedClock
from tests.make.outputs import PlainPress, Scene, finish_steps, words_in
from tests.make.people import make_person
from tests.make.progress import make_seat

WORDS = "The heron came back on Tuesday."


class JammedPress:
    """A press that cannot print."""

    def pdf(self, document: Document) -> bytes:
        """Refuse."""
        raise PressJam(document.title)


class BrokenPress:
    """A press with a mistake in it."""

    def pdf(self, document: Document) -> bytes:
        """Break."""
        raise RuntimeError(document.title)


def test_a_draft_asks_each_author_by_one_letter(scene: Scene, db: Session) -> None:
    bea, cy = scene.author(), scene.author("Cy Example")
    scene.offer(bea, WORDS)
    scene.offer(bea, "Tea first.")
    scene.offer(cy, "Then talk.")
    output = scene.drafted()
    letters = db.scalars(select(Letter).where(Letter.about_id == output.id)).all()
    assert sorted(letter.person_id for letter in letters) == sorted([bea.id, cy.id])
    assert [one.answer for one in scene.selections(output)] == ["waiting"] * 3


def test_a_draft_made_again_keeps_answers_and_writes_only_to_new_authors(
    scene: Scene, db: Session
) -> None:
    bea = scene.author()
    scene.offer(bea, WORDS)
    output = scene.drafted()
    scene.say(output, bea)
    cy = scene.author("Cy Example")
    scene.offer(cy, "Then talk.")
    ask_for_build(db, output_id=output.id, purpose="draft", asked_by_id=None, now=scene.now())
    db.commit()
    scene.build()
    assert [one.answer for one in scene.selections(output)] == ["yes", "waiting"]
    letters = db.scalars(select(Letter.person_id).where(Letter.about_id == output.id)).all()
    assert sorted(letters) == sorted([bea.id, cy.id])


@pytest.mark.parametrize("change", [{"text": "The heron came back on Friday."}, {"sha256": "0"}])
def test_words_that_are_not_those_stored_are_left_out_and_it_is_said(
    scene: Scene, db: Session, change: dict[str, str]
) -> None:
    bea = scene.author()
    offered = scene.offer(bea, WORDS)
    db.execute(update(Contribution).where(Contribution.id == offered).values(**change))
    db.commit()
    output = scene.drafted()
    (draft,) = scene.builds(output)
    assert "heron" not in words_in(draft.document)
    assert draft.work["left_out"] == 1


def test_words_changed_after_the_yes_are_left_out(scene: Scene, db: Session) -> None:
    bea = scene.author()
    offered = scene.offer(bea, WORDS)
    output = scene.drafted()
    scene.say(output, bea)
    db.execute(update(Contribution).where(Contribution.id == offered).values(text="Never said."))
    db.commit()
    edition = scene.edition(output)
    assert "Never said." not in words_in(edition.document)
    assert "heron" not in words_in(edition.document)


def test_two_workers_build_once(scene: Scene, db: Session) -> None:
    bea = scene.author()
    scene.offer(bea, WORDS)
    output = scene.ask()
    with ThreadPoolExecutor(4) as workers:
        held = list(
            workers.map(
                lambda _: build_next(scene.sessions, PlainPress(), clock=scene.clock), range(4)
            )
        )
    assert held.count(True) == 1
    (build,) = scene.builds(output)
    assert (build.state, build.tries) == ("done", 1)
    assert len(db.scalars(select(Letter)).all()) == 1


def test_a_build_that_one_worker_is_taking_is_passed_over_by_others(
    scene: Scene, db: Session
) -> None:
    scene.ask()
    assert claim_next(db, now=scene.now()) is not None
    with ThreadPoolExecutor(1) as other:
        found = other.submit(build_next, scene.sessions, PlainPress(), clock=scene.clock)
        try:
            assert found.result(timeout=20) is False
        finally:
            db.rollback()


class MeddlingClock(StoppedClock):
    """A clock at one of whose looks, counted from 1, something happens elsewhere."""

    def __init__(self, look: int, meddle: Callable[[], None]) -> None:
        super().__init__()
        self._looks_left = look
        self._meddle = meddle

    def now(self) -> datetime:
        """The moment."""
        self._looks_left -= 1
        if self._looks_left == 0:
            self._meddle()
        return super().now()


# The claim is the first look, and each stage is one more: before writing, and before asking.
@pytest.mark.parametrize("look", [6, 7])
@pytest.mark.parametrize(
    "change",
    [
        update(Contribution).values(text="Never said."),
        update(Consent).values(withdrawn_at=NOON),
        update(Consent).values(audience="cohort"),
    ],
)
def test_what_changes_in_the_middle_of_a_build_is_not_in_it(
    scene: Scene, look: int, change: Update
) -> None:
    scene.offer(scene.author(), WORDS)
    output = scene.ask()

    def meddle() -> None:
        with scene.sessions.begin() as other:
            other.execute(change)

    assert build_next(scene.sessions, PlainPress(), clock=MeddlingClock(look, meddle))
    scene.build()
    (draft,) = scene.builds(output)
    assert draft.state == "done"
    assert "heron" not in words_in(draft.document)
    assert "Never said." not in words_in(draft.document)
    assert scene.selections(output) == []


def test_a_worker_whose_build_was_taken_over_in_the_same_stage_changes_nothing(
    scene: Scene, db: Session
) -> None:
    output = scene.ask()

    def take_over() -> None:
        with scene.sessions.begin() as other:
            assert claim_next(other, now=scene.now() + LEASE) is not None

    assert build_next(scene.sessions, PlainPress(), clock=MeddlingClock(4, take_over))
    (build,) = scene.builds(output)
    assert (build.state, build.stage, build.tries) == ("working", 2, 2)


def test_a_build_left_by_a_dead_worker_goes_on_where_it_was(scene: Scene, db: Session) -> None:
    scene.offer(scene.author(), WORDS)
    output = scene.drafted()
    _leave(scene, db, output, stage=4)
    assert not build_next(scene.sessions, PlainPress(), clock=scene.clock)
    scene.clock.move(seconds=LEASE.total_seconds())
    assert build_next(scene.sessions, PlainPress(), clock=scene.clock)
    (build,) = scene.builds(output)
    assert (build.state, build.tries, build.stage) == ("done", 2, len(STAGES["draft"]))


def test_a_build_that_kills_its_workers_is_given_up_with_a_reason(
    scene: Scene, db: Session
) -> None:
    output = scene.drafted()
    _leave(scene, db, output, stage=0, tries=MOST_TRIES)
    scene.clock.move(seconds=LEASE.total_seconds())
    assert not build_next(scene.sessions, PlainPress(), clock=scene.clock)
    (build,) = scene.builds(output)
    assert (build.state, build.reason) == ("failed", GIVEN_UP)


def test_a_press_that_cannot_print_fails_with_a_reason(scene: Scene) -> None:
    output = scene.drafted()
    scene.ask_edition(output)
    assert build_next(scene.sessions, JammedPress(), clock=scene.clock)
    assert (scene.builds(output)[-1].state, scene.builds(output)[-1].reason) == ("failed", JAMMED)


def test_a_mistake_in_one_build_does_not_keep_others_waiting_and_is_tried_again(
    scene: Scene,
) -> None:
    broken, other = scene.drafted("Broken"), scene.ask("Other")
    scene.build()
    scene.ask_edition(broken)
    assert build_next(scene.sessions, BrokenPress(), clock=scene.clock)
    assert scene.builds(other)[0].state == "done"
    assert scene.builds(broken)[-1].state == "working"
    scene.clock.move(seconds=LEASE.total_seconds())
    scene.build()
    assert scene.builds(broken)[-1].state == "done"


def test_asking_twice_for_the_same_is_asking_once_and_for_the_other_waits(
    scene: Scene, db: Session
) -> None:
    output = scene.ask()
    ask_for_build(db, output_id=output.id, purpose="draft", asked_by_id=None, now=scene.now())
    assert len(db.scalars(select(OutputBuild)).all()) == 1
    with pytest.raises(AlreadyBuilding):
        ask_for_build(db, output_id=output.id, purpose="edition", asked_by_id=None, now=scene.now())


@pytest.mark.parametrize("title", ["", "   ", "x" * 121, "a\x00b", "\u200f"])
def test_a_title_that_shows_nothing_or_too_much_is_refused(
    scene: Scene, db: Session, title: str
) -> None:
    with pytest.raises(TitleNeeded):
        ask_for_output(
            db,
            cohort=scene.cohort,
            title=title,
            request_key=scene.cohort.id,
            asked_by_id=None,
            now=scene.now(),
        )


def test_the_same_form_with_another_title_asks_for_another_output(
    scene: Scene, db: Session
) -> None:
    key = new_id()

    def ask(title: str) -> UUID:
        facts = {"request_key": key, "asked_by_id": None, "now": scene.now()}
        return ask_for_output(db, cohort=scene.cohort, title=title, **facts)  # type: ignore[arg-type]

    first = ask("What we learned")
    assert ask("What we learned") == first
    assert ask("What we heard") != first


def test_titles_of_any_script_get_an_address_of_their_own(scene: Scene) -> None:
    titles = ["What we learned", "What we learned", "שלום 🌱", "🌱🌱", "<b>Bold</b> [x] & more"]
    slugs = [scene.ask(title).slug for title in titles]
    assert len(set(slugs)) == len(slugs)
    assert all(slug.isascii() and slug for slug in slugs)
    assert [output.title for output in _outputs(scene)] == titles


def test_numbers_of_few_people_are_kept_back_and_every_number_has_its_n(
    scene: Scene, db: Session
) -> None:
    for number in range(3):
        make_seat(db, scene.cohort, make_person(db, name=f"Person {number}"))
    db.commit()
    scene.offer(scene.author(), WORDS)
    output = scene.drafted()
    document = Document.from_json(scene.builds(output)[0].document or {})
    table = next(block for block in document.blocks if block.kind == "table")
    assert [list(row) for row in table.rows] == [
        ["People in the cohort", "fewer than 8"],
        ["Contributions in this report", "fewer than 8"],
        ["People who gave those words", "fewer than 8"],
    ]


def test_steps_are_counted_for_eight_people_and_more(scene: Scene, db: Session) -> None:
    finish_steps(db, scene, people=12, done=11)
    output = scene.drafted()
    document = Document.from_json(scene.builds(output)[0].document or {})
    chart = next(block for block in document.blocks if block.kind == "chart")
    assert chart.basis == "n = 10 people in the cohort"
    assert [(bar.shown, bar.value) for bar in chart.bars][:2] == [("10", 10.0), ("0", 0.0)]


def _outputs(scene: Scene) -> list[Output]:
    with scene.sessions() as db:
        return list(db.scalars(select(Output).order_by(Output.id)))


def _leave(scene: Scene, db: Session, output: Output, *, stage: int, tries: int = 1) -> None:
    """The draft's row as a worker leaves it that dies in the middle of a stage."""
    (build,) = scene.builds(output)
    db.execute(
        update(OutputBuild)
        .where(OutputBuild.id == build.id)
        .values(
            state="working",
            stage=stage,
            tries=tries,
            claim=build.id,
            claimed_until=scene.now() + LEASE,
            finished_at=None,
        )
    )
    db.commit()
