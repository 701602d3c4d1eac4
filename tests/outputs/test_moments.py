"""A consent that ends between selection, build, approval and publication: the words stay out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.kit.db import Base
from app.kit.document import Document
from app.kit.errors import NotFound
from app.outputs.actions.answer import answer
from app.outputs.actions.contribute import change_consent
from app.outputs.actions.take_back import take_back
from app.outputs.errors import ConsentEnded, DraftNotReady, EditionGone, ShownChanged
from app.outputs.models import (
    Consent,
    Contribution,
    Output,
    OutputBuild,
    OutputEdition,
    OutputFile,
    Selection,
)
from app.outputs.queries.approvals import asked_of_output
from app.people.models import Person
from app.post.models import Letter
from tests.make.outputs import ALLOWED, PlainPress, Scene, words_in

SECRET = "The heron came back on Tuesday."
OTHER = "Tea first, then talk."


def _take_back(scene: Scene, contribution_id: UUID) -> None:
    with scene.sessions.begin() as db:
        take_back(db, scene.voice(contribution_id), now=scene.now())


def _two_offers(scene: Scene) -> tuple[Person, Person, UUID]:
    """Two authors; the id of the words that are about to be taken back."""
    bea, cy = scene.author("Bea Example"), scene.author("Cy Example")
    secret = scene.offer(bea, SECRET)
    scene.offer(cy, OTHER)
    return bea, cy, secret


def _everywhere(scene: Scene, output: Output) -> str:
    """All that is stored about an output."""
    rows: list[OutputBuild | OutputEdition] = [*scene.builds(output), *scene.editions(output)]
    return "\n".join(words_in(row.document) for row in rows)


def _whole_database(db: Session) -> str:
    """Every row of this room's tables as one text."""
    tables: tuple[type[Base], ...] = (Contribution, OutputBuild, OutputEdition, Selection, Letter)
    return "\n".join(str(row) for table in tables for row in db.execute(select(table.__table__)))


def test_before_the_draft_the_words_are_not_even_chosen(scene: Scene) -> None:
    _, _, secret = _two_offers(scene)
    output = scene.ask()
    _take_back(scene, secret)
    scene.build()
    assert SECRET not in _everywhere(scene, output)
    assert OTHER in _everywhere(scene, output)
    assert len(scene.selections(output)) == 1


def test_between_draft_and_approval_the_question_and_the_draft_vanish(scene: Scene) -> None:
    _, _, secret = _two_offers(scene)
    output = scene.drafted()
    assert SECRET in _everywhere(scene, output)
    _take_back(scene, secret)
    assert SECRET not in _everywhere(scene, output)
    assert len(scene.selections(output)) == 1
    scene.build()
    assert SECRET not in _everywhere(scene, output)
    assert OTHER in _everywhere(scene, output)


def test_between_yes_and_edition_the_words_stay_out(scene: Scene) -> None:
    bea, cy, secret = _two_offers(scene)
    output = scene.drafted()
    scene.say(output, bea)
    scene.say(output, cy)
    _take_back(scene, secret)
    scene.build()
    edition = scene.edition(output)
    assert SECRET not in words_in(edition.document)
    assert OTHER in words_in(edition.document)


def test_between_edition_and_publication_it_is_refused_and_a_fresh_one_is_made(
    scene: Scene,
) -> None:
    bea, cy, secret = _two_offers(scene)
    output = scene.drafted()
    scene.say(output, bea)
    scene.say(output, cy)
    edition = scene.edition(output)
    _take_back(scene, secret)
    with pytest.raises(EditionGone):
        scene.publish(output, edition)
    scene.build()
    (fresh,) = scene.editions(output)
    assert fresh.id != edition.id
    assert SECRET not in words_in(fresh.document)
    assert scene.publish(output, fresh) == 1


def test_publication_looks_at_each_consent_itself(scene: Scene) -> None:
    """Even if nothing else had noticed: the consent alone is enough to refuse."""
    bea, _, secret = _two_offers(scene)
    output = scene.drafted()
    scene.say(output, bea)
    edition = scene.edition(output)
    with scene.sessions.begin() as db:
        db.execute(
            update(Consent)
            .where(Consent.contribution_id == secret)
            .values(withdrawn_at=scene.now())
        )
    with pytest.raises(ConsentEnded):
        scene.publish(output, edition)
    assert scene.editions(output)[0].published_at is None


def test_after_publication_the_words_are_in_no_row_and_a_new_edition_is_made(
    scene: Scene, db: Session
) -> None:
    bea, cy, secret = _two_offers(scene)
    output = scene.published(bea, cy)
    _take_back(scene, secret)
    (gone,) = scene.editions(output)
    assert gone.withdrawn_at is not None
    assert gone.document is None
    assert SECRET not in _whole_database(db)
    assert db.scalars(select(OutputFile.edition_id)).all() == []
    scene.build()
    assert SECRET not in _whole_database(db)
    _, fresh = scene.editions(output)
    assert fresh.number == 2
    assert OTHER in words_in(fresh.document)
    assert fresh.published_at is None


def test_a_last_day_that_passes_takes_a_published_edition_down(scene: Scene) -> None:
    bea, cy = scene.author(), scene.author("Cy Example")
    scene.offer(bea, SECRET, until=date(2027, 1, 21))
    scene.offer(cy, OTHER)
    output = scene.published(bea, cy)
    scene.clock.move(days=1)
    scene.build()
    assert scene.editions(output)[0].withdrawn_at is None
    scene.clock.move(days=1)
    scene.build()
    old, fresh = scene.editions(output)
    assert old.withdrawn_at is not None
    assert OTHER in words_in(fresh.document)
    assert SECRET not in _everywhere(scene, output)


def test_a_last_day_that_passes_between_draft_and_edition_keeps_the_words_out(
    scene: Scene,
) -> None:
    bea = scene.author()
    scene.offer(bea, SECRET, until=date(2027, 1, 20))
    output = scene.drafted()
    scene.say(output, bea)
    scene.ask_edition(output)
    scene.clock.move(days=1)
    scene.build()
    assert SECRET not in _everywhere(scene, output)


def test_a_last_day_that_passes_before_publication_refuses_it(scene: Scene) -> None:
    bea = scene.author()
    scene.offer(bea, SECRET, until=date(2027, 1, 20))
    output = scene.drafted()
    scene.say(output, bea)
    edition = scene.edition(output)
    scene.clock.move(days=1)
    with pytest.raises(ConsentEnded):
        scene.publish(output, edition)


def test_words_for_the_cohort_only_are_never_in_an_output(scene: Scene) -> None:
    scene.offer(scene.author(), SECRET, audience="cohort")
    output = scene.drafted()
    scene.edition(output)
    assert SECRET not in _everywhere(scene, output)
    assert scene.selections(output) == []


def test_silence_is_left_out(scene: Scene) -> None:
    bea, cy, _ = _two_offers(scene)
    assert bea != cy
    output = scene.drafted()
    scene.say(output, cy)
    edition = scene.edition(output)
    assert SECRET not in words_in(edition.document)
    assert OTHER in words_in(edition.document)


def test_a_no_after_a_yes_takes_the_words_out_at_once(scene: Scene) -> None:
    bea, cy, _ = _two_offers(scene)
    output = scene.published(bea, cy)
    scene.say(output, bea, "no")
    assert scene.editions(output)[0].withdrawn_at is not None
    scene.build()
    assert SECRET not in _everywhere(scene, output)
    # A no is remembered: nobody asks again.
    assert {one.answer for one in scene.selections(output)} == {"yes", "no"}


def test_a_yes_counts_only_for_the_name_that_was_shown(scene: Scene, db: Session) -> None:
    bea, _, _ = _two_offers(scene)
    output = scene.drafted()
    scene.say(output, bea)
    db.execute(update(Person).where(Person.id == bea.id).values(name="Bea Newname"))
    db.commit()
    edition = scene.edition(output)
    assert SECRET not in words_in(edition.document)
    assert [one.answer for one in scene.selections(output)] == ["waiting", "waiting"]
    scene.say(output, bea)
    assert "Bea Newname" in words_in(scene.edition(output).document)


def test_a_yes_to_something_that_changed_meanwhile_is_refused(scene: Scene, db: Session) -> None:
    bea, _, _ = _two_offers(scene)
    output = scene.drafted()
    asked = next(one for one in asked_of_output(db, output.id) if one.author_id == bea.id)
    with pytest.raises(ShownChanged):
        answer(db, bea, asked, says="yes", shown="0" * 64, now=scene.now())
    with pytest.raises(NotFound):
        answer(db, bea, asked, says="perhaps", shown=asked.voice.shown_sha256, now=scene.now())


def test_a_yes_without_the_page_around_it_is_refused(scene: Scene, db: Session) -> None:
    bea, _, secret = _two_offers(scene)
    output = scene.drafted()
    change_consent(
        db, scene.voice(secret), allowed=replace(ALLOWED, named_as="nobody"), now=scene.now()
    )
    db.commit()
    with pytest.raises(DraftNotReady):
        scene.say(output, bea)


def test_a_narrower_consent_takes_a_published_edition_down_and_asks_again(
    scene: Scene, db: Session
) -> None:
    bea, cy, secret = _two_offers(scene)
    output = scene.published(bea, cy)
    change_consent(
        db, scene.voice(secret), allowed=replace(ALLOWED, named_as="nobody"), now=scene.now()
    )
    db.commit()
    scene.build()
    old, fresh = scene.editions(output)
    assert old.document is None
    assert SECRET not in words_in(fresh.document)
    assert sorted(one.answer for one in scene.selections(output)) == ["waiting", "yes"]
    scene.say(output, bea)
    assert SECRET in words_in(scene.edition(output).document)


def test_the_same_consent_again_changes_nothing(scene: Scene, db: Session) -> None:
    bea, cy, secret = _two_offers(scene)
    output = scene.published(bea, cy)
    change_consent(db, scene.voice(secret), allowed=ALLOWED, now=scene.now())
    db.commit()
    assert scene.editions(output)[0].withdrawn_at is None


class TakingBackPress(PlainPress):
    """While it prints, somebody takes words back."""

    def __init__(self, scene: Scene, contribution_id: UUID) -> None:
        super().__init__()
        self._scene = scene
        self._waiting = [contribution_id]

    def pdf(self, document: Document) -> bytes:
        """Take the words back once, and print."""
        for contribution_id in self._waiting:
            _take_back(self._scene, contribution_id)
        self._waiting = []
        return super().pdf(document)


def test_words_taken_back_while_the_edition_is_printed_are_not_in_it(scene: Scene) -> None:
    bea, cy, secret = _two_offers(scene)
    output = scene.drafted()
    scene.say(output, bea)
    scene.say(output, cy)
    scene.ask_edition(output)
    scene.build(TakingBackPress(scene, secret))
    (edition,) = scene.editions(output)
    assert SECRET not in _everywhere(scene, output)
    assert OTHER in words_in(edition.document)


def test_two_facilitators_publish_the_same_edition_once(scene: Scene, db: Session) -> None:
    bea = scene.author()
    scene.offer(bea, SECRET)
    output = scene.published(bea)
    first = scene.editions(output)[0].published_at
    scene.clock.move(hours=1)
    edition = db.get_one(OutputEdition, scene.editions(output)[0].id)
    assert scene.publish(output, edition) == 1
    assert scene.editions(output)[0].published_at == first
