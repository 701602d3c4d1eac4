"""Looking at pages and at what the database holds, for the tests of this room."""

from __future__ import annotations

import re
from html import unescape

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.progress.models import Answer, StepProgress
from tests.make.progress import Way


def row_of(db: Session, way: Way, key: str) -> StepProgress | None:
    """What the database now holds about a step of this person."""
    db.commit()
    return db.scalar(
        select(StepProgress).where(
            StepProgress.enrolment_id == way.enrolment.id,
            StepProgress.step_id == way.steps[key].id,
        ),
        execution_options={"populate_existing": True},
    )


def tries_of(db: Session, way: Way) -> list[tuple[str, str, bool]]:
    """Every try of this person, in the order they were made."""
    db.commit()
    found = db.scalars(
        select(Answer).where(Answer.enrolment_id == way.enrolment.id).order_by(Answer.id)
    )
    return [(one.question_key, one.option_key, one.right) for one in found]


def html_of(client: FlaskClient, address: str) -> str:
    """The page at this address, which is there."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.get_data(as_text=True)


def words_of(client: FlaskClient, address: str) -> str:
    """The words of the page at this address, in one line."""
    main = html_of(client, address).split('id="maincontent"', 1)[1].split(">", 1)[1]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main.split("</main>")[0])).split())
