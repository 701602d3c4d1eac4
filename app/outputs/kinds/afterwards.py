"""Letters about editions that are out, as the post sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.outputs.letters import PUBLISHED, TAKEN_DOWN, Out, published_letter, taken_down_letter
from app.outputs.queries.letters import Shown, authors_shown, runners_of_taken_out
from app.post.kinds import SAMPLE_NAME, Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import BY_HAND

NOT_SHOWN = "Their words are not in this edition any more, or it is not shown."
NOT_THEIRS = "This person does not run the cohort any more."


class PublishedKind:
    """Letters to those whose words stand in an edition that was published; about that edition."""

    name = PUBLISHED
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; what was taken down since is not announced."""
        shown = authors_shown(db, {letter.about_id for letter in letters}, now=desk.now)
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            found = shown.get((letter.about_id, letter.person_id))
            answers[letter.id] = (
                published_letter(out_of(found, letter.channel, desk)) if found else Lapse(NOT_SHOWN)
            )
        return answers


class TakenDownKind:
    """Letters to whoever runs the group of an edition that words left; about what happened."""

    name = TAKEN_DOWN
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement."""
        found = runners_of_taken_out(db, {letter.about_id for letter in letters})
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            one = found.get((letter.about_id, letter.person_id))
            if one is None:
                answers[letter.id] = Lapse(NOT_THEIRS)
                continue
            page = f"{desk.site}/cohorts/{one.cohort_slug}/outputs/{one.output_id}"
            out = out_of(one, letter.channel, desk)
            answers[letter.id] = taken_down_letter(out, numbers=one.numbers, desk=page)
        return answers


def out_of(one: Shown, channel: str, desk: Desk) -> Out:
    """A report and who is told of it, for a letter."""
    return Out(
        name=one.name,
        title=one.title,
        cohort=one.cohort,
        slug=one.slug,
        site=desk.site,
        tongue=desk.tongue,
        by_hand=channel in BY_HAND,
    )


def sample_out(db: Session, cohort_id: UUID, channel: str, desk: Desk) -> Out:
    """A made-up report, and a made-up person who is told of it; one statement."""
    cohort = db.scalars(select(Cohort.name).where(Cohort.id == cohort_id)).one()
    return Out(
        name=SAMPLE_NAME,
        title=desk.tongue.say("A made-up report"),
        cohort=cohort,
        slug="…",
        site=desk.site,
        tongue=desk.tongue,
        by_hand=channel in BY_HAND,
    )


def sample_published(db: Session, cohort_id: UUID, *, channel: str, desk: Desk) -> Draft:
    """What a made-up author is told; one statement."""
    return published_letter(sample_out(db, cohort_id, channel, desk))


def sample_taken_down(db: Session, cohort_id: UUID, *, channel: str, desk: Desk) -> Draft:
    """What a made-up facilitator is told; one statement."""
    out = sample_out(db, cohort_id, channel, desk)
    return taken_down_letter(out, numbers=[1], desk=f"{desk.site}/cohorts/…")
