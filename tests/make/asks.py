"""Makes what a report asks, and what came of it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.outputs.models import Ask, AskAnswer, Output
from app.outputs.rules.asks import ASKED, DONE
from app.people.models import Person
from tests.clock import NOON


def make_answered(db: Session, output: Output, facilitator: Person) -> AskAnswer:
    """An answer to something that a report asks; flushed."""
    ask = Ask(
        output_id=output.id,
        state=ASKED,
        text="Open the surgery garden.",
        to_whom="the district council",
        asked_on=NOON.date(),
        entered_by_id=facilitator.id,
        request_key=new_id(),
        created_at=NOON,
    )
    db.add(ask)
    db.flush()
    answer = AskAnswer(
        ask_id=ask.id,
        kind=DONE,
        text="It is open.",
        by_whom="the district council",
        on_day=NOON.date(),
        entered_by_id=facilitator.id,
        entered_at=NOON,
        request_key=new_id(),
    )
    db.add(answer)
    db.flush()
    return answer
