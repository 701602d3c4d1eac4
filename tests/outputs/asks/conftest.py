"""A published report, and what its people ask."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.times import in_zone
from app.outputs.actions.ask_answers import Said, answer_ask
from app.outputs.actions.asks import Wording, propose_ask, put_ask
from app.outputs.models import Ask, AskAnswer, Output
from app.outputs.rules.asks import DONE
from app.people.models import Person
from tests.make.outputs import HERON, Scene

GARDEN = "Open the surgery garden on Saturdays."
COUNCIL = "the district council"
OPENED = "It is open from ten until four."
SAID = {"kind": DONE, "by_whom": COUNCIL, "said": OPENED}


class Asking:
    """Asks and answers of one report; each is committed."""

    def __init__(self, scene: Scene, output: Output) -> None:
        self.scene, self.output = scene, output
        self.day = in_zone(scene.now(), scene.cohort.time_zone).date()

    def put(self, text: str = GARDEN) -> UUID:
        """Something that was asked today."""
        with self.scene.sessions.begin() as db:
            put_ask(
                db,
                self.scene.facilitator,
                output=self.output,
                wording=Wording(text, COUNCIL),
                asked_on=self.day,
                request_key=new_id(),
                today=self.day,
                now=self.scene.now(),
            )
        return self.asks()[-1].id

    def propose(self, whose: Person, text: str = GARDEN) -> UUID:
        """Something that somebody proposes."""
        with self.scene.sessions.begin() as db:
            propose_ask(
                db,
                whose,
                output=self.output,
                wording=Wording(text, COUNCIL),
                whose_id=whose.id,
                request_key=new_id(),
                today=self.day,
                now=self.scene.now(),
            )
        return self.asks()[-1].id

    def answer(self, ask_id: UUID, kind: str = DONE, text: str = OPENED) -> UUID:
        """What came of it, today."""
        today = in_zone(self.scene.now(), self.scene.cohort.time_zone).date()
        with self.scene.sessions.begin() as db:
            answer_ask(
                db,
                self.scene.facilitator,
                db.get_one(Ask, ask_id),
                cohort=self.scene.cohort,
                said=Said(kind, text, COUNCIL, today),
                request_key=new_id(),
                now=self.scene.now(),
            )
        return self.answers()[-1].id

    def asks(self) -> list[Ask]:
        """All asks, oldest first."""
        with self.scene.sessions() as db:
            return list(db.scalars(select(Ask).order_by(Ask.created_at, Ask.id)))

    def answers(self) -> list[AskAnswer]:
        """All answers, oldest first."""
        with self.scene.sessions() as db:
            return list(db.scalars(select(AskAnswer).order_by(AskAnswer.entered_at, AskAnswer.id)))

    def desk(self, *parts: object) -> str:
        """An address on the desk of the report."""
        front = f"/cohorts/{self.scene.cohort.slug}/outputs/{self.output.id}/asks"
        return "/".join([front, *map(str, parts)])

    @property
    def page(self) -> str:
        """The page that anyone can read."""
        return f"/outputs/{self.output.slug}/came-of-it"


@pytest.fixture
def asking(scene: Scene, bea: Person, db: Session) -> Asking:
    """A published report with words of one author."""
    scene.offer(bea, HERON)
    return Asking(scene, scene.published(bea))
