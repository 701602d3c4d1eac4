"""Every page of the newest edition that we ship can be looked at before it is published."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.library.rules import SHELVES
from app.people.rules import PROGRAMME_LEAD
from app.syllabus.actions.load import load_curriculum
from app.syllabus.cli import CURRICULUM
from app.syllabus.queries import all_editions, cards_of, module_with_steps, modules_of
from app.syllabus.rules.shown import INTRO
from tests.clock import NOON
from tests.conftest import SignIn
from tests.make.people import make_person
from tests.progress.reading import html_of

LIGHT = 30 * 1024


def test_a_lead_reads_the_whole_course_its_library_and_its_guides(
    client: FlaskClient, db: Session, sign_in: SignIn
) -> None:
    load_curriculum(db, CURRICULUM, NOON)
    newest = all_editions(db)[-1]
    lead = make_person(db, roles=[PROGRAMME_LEAD])
    db.commit()
    sign_in(client, lead)
    pages = ["", "library/", *(f"library/{kind}" for kind in SHELVES)]
    for module in modules_of(db, newest.id):
        found = module_with_steps(db, newest.id, module.key)
        pages += [f"{module.key}/", f"guides/{module.key}"]
        pages += [f"{module.key}/{step.key}" for step in found.steps]
    cases = [card.key for card in cards_of(db, newest.id, "cases") if card.key != INTRO]
    pages += [f"library/cases/{key}" for key in cases]

    heavy = [
        page
        for page in pages
        if len(html_of(client, f"/admin/editions/{newest.key}/{page}")) > LIGHT
    ]

    assert heavy == []
    assert len(pages) > 130
