"""A cohort of 260 people who fill a report: 400 quotes, 60 stories, 20 photographs, 12 charts."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import cast
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.outputs.actions.ask import ask_for_build, ask_for_output
from app.outputs.models import Consent, Contribution, ContributionPicture, Output, Selection
from app.outputs.rules.gifts import PICTURE, QUOTE, STORY
from app.outputs.rules.stages import EDITION
from app.outputs.rules.words import hash_of
from app.progress.models import StepProgress
from app.syllabus.models import CourseModule, Step
from tests.bench.bare_tables import LOREM
from tests.make.people import make_person
from tests.make.prints import make_picture
from tests.make.progress import make_seat, make_way

PEOPLE, QUOTES, STORIES, PICTURES, CHARTS = 260, 400, 60, 20, 12
# What a telephone gives: points across and down, and a grain that makes some 700 KB of it.
SIZE, GRAIN = (1600, 1200), 6
DONE = 150
TITLE = "A large report"


def fill(db: Session, *, now: datetime) -> UUID:
    """The cohort, its words and its steps done, and an output that is asked for; committed."""
    way = make_way(db, modules=CHARTS)
    people = [make_person(db, name=f"Person {number}") for number in range(PEOPLE)]
    seats = [make_seat(db, way.cohort, person).id for person in people]
    texts = [f"{LOREM * 3}That was day {number}." for number in range(QUOTES)]
    texts += ["\n\n".join(f"{LOREM * 6}{number}." for _ in range(4)) for number in range(STORIES)]
    texts += [f"What we saw on day {number}." for number in range(PICTURES)]
    kinds = [QUOTE] * QUOTES + [STORY] * STORIES + [PICTURE] * PICTURES
    offered = [
        {
            "id": new_id(),
            "cohort_id": way.cohort.id,
            "author_id": people[place % PEOPLE].id,
            "kind": kinds[place],
            "title": f"Story {place}" if kinds[place] == STORY else "",
            "slices": [],
            "text": text,
            "sha256": hash_of(text),
            "request_key": new_id(),
            "given_at": now,
        }
        for place, text in enumerate(texts)
    ]
    db.execute(insert(Contribution), offered)
    db.execute(
        insert(ContributionPicture),
        [
            _picture(cast("UUID", one["id"]), number)
            for number, one in enumerate(one for one in offered if one["kind"] == PICTURE)
        ],
    )
    allowed = {"audience": "public", "named_as": "full_name", "given_at": now}
    db.execute(
        insert(Consent),
        [{"id": new_id(), "contribution_id": one["id"], **allowed} for one in offered],
    )
    steps = db.scalars(
        select(Step.id)
        .join(CourseModule, CourseModule.id == Step.module_id)
        .where(CourseModule.edition_id == way.cohort.edition_id)
    ).all()
    db.execute(
        insert(StepProgress),
        [
            {
                "id": new_id(),
                "enrolment_id": seat,
                "step_id": step,
                "seen_at": now,
                "visited_at": now,
                "done_at": now,
                "done_by_rule": "marked",
                "rule_version": 1,
            }
            for seat in seats[:DONE]
            for step in steps
        ],
    )
    output_id = ask_for_output(
        db, cohort=way.cohort, title=TITLE, request_key=new_id(), asked_by_id=None, now=now
    )
    # As if a facilitator had said so: the draft plans the letters too.
    db.get_one(Output, output_id).asked_authors_at = now
    db.commit()
    return output_id


def _picture(contribution_id: UUID, number: int) -> dict[str, object]:
    content = make_picture(*SIZE, seed=number, grain=GRAIN)
    return {
        "contribution_id": contribution_id,
        "media_type": "image/jpeg",
        "width": SIZE[0],
        "height": SIZE[1],
        "alternative": f"What could be seen on day {number}",
        "has_people": False,
        "sha256": sha256(content).hexdigest(),
        "content": content,
    }


def say_yes(db: Session, output_id: UUID) -> None:
    """Every author says yes to what they were shown."""
    db.execute(update(Selection).where(Selection.output_id == output_id).values(answer="yes"))


def ask_edition(db: Session, output_id: UUID, *, now: datetime) -> Output:
    """An edition is asked for."""
    ask_for_build(db, output_id=output_id, purpose=EDITION, asked_by_id=None, now=now)
    return db.get_one(Output, output_id)
