"""Somebody without a computer finishes all ten modules in print; a facilitator types it in."""

from __future__ import annotations

from datetime import date

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.cohorts.rules import FACILITATOR
from app.kit.db import new_id
from app.progress.queries import modules_in
from app.progress.rules import LETTERS, PAPER
from app.syllabus.actions.load import load_curriculum
from app.syllabus.cli import CURRICULUM
from app.syllabus.models import Step
from app.syllabus.queries import ModuleWithSteps, all_editions, module_with_steps, modules_of
from tests.browser_like import csrf_token
from tests.clock import NOON
from tests.conftest import SignIn
from tests.make.cohorts import make_cohort
from tests.make.people import make_person
from tests.make.progress import make_seat
from tests.progress.printing import pages_of

DAY = date(2027, 1, 18)


def squeezed(text: str) -> str:
    """The letters of a text, whatever stands between them on paper."""
    return "".join(letter for letter in text if letter.isalnum())


def test_all_ten_modules_are_printed_filled_in_and_typed_in(
    client: FlaskClient, db: Session, sign_in: SignIn
) -> None:
    load_curriculum(db, CURRICULUM, NOON)
    cohort = make_cohort(db, edition=all_editions(db)[-1], starts_on=DAY)
    farah, nell = make_person(db, name="Farah Facilitator"), make_person(db, email=None)
    make_seat(db, cohort, farah, role=FACILITATOR)
    seat = make_seat(db, cohort, nell)
    modules = [
        module_with_steps(db, cohort.edition_id, module.key)
        for module in modules_of(db, cohort.edition_id)
    ]
    db.commit()
    sign_in(client, farah)
    token = csrf_token(client, "/account/")

    for found in modules:
        pack = client.get(f"/cohorts/{cohort.slug}/packs/{found.module.key}.pdf")
        assert_printed(pack.data, found)
        for step in found.steps:
            kind, more = on_paper(step)
            at = f"/cohorts/{cohort.slug}/people/{nell.id}/paper/{found.module.key}/{step.key}"
            fields = {"on": DAY.isoformat(), "how": PAPER, "request_key": str(new_id()), **more}
            answer = client.post(f"{at}/{kind}", data={"csrf_token": token, **fields})
            assert answer.status_code == 302, (at, answer.get_data(as_text=True))

    way = modules_in(db, seat.id, now=NOON)
    assert way is not None
    assert len(way.modules) == 10
    assert way.is_finished


def assert_printed(pack: bytes, found: ModuleWithSteps) -> None:
    """Every step is in the pack, each question with its letters, and nothing gives the answer."""
    pages = [squeezed(page) for page in pages_of(pack)]
    whole = "".join(pages)
    notes = next(at for at, page in enumerate(pages) if "Ournotesonthequestions" in page[:80])
    for step in found.steps:
        assert squeezed(step.title) in whole, step.key
        for question in step.data.get("questions", []):
            for letter, option in zip(LETTERS, question["options"], strict=False):
                assert squeezed(f"{letter}{option['text']}") in whole, (step.key, option["key"])
                reply = squeezed(option["feedback"])[:60]
                assert reply not in "".join(pages[:notes]), (step.key, option["key"])


def on_paper(step: Step) -> tuple[str, dict[str, str]]:
    """What a facilitator sends for a step that came on paper: the first answer to each question."""
    questions = step.data.get("questions")
    if not questions:
        return "completions", {}
    return "answers", {f"answer-{one['key']}": one["options"][0]["key"] for one in questions}
