"""What the pages of a library cost, with the whole course loaded and with many cards."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.rules import FACILITATOR
from app.syllabus.actions.load import load_curriculum
from app.syllabus.cli import CURRICULUM
from app.syllabus.models import Card, Edition
from tests.clock import NOON
from tests.conftest import CountStatements, SignIn
from tests.make.library import make_card
from tests.make.people import make_person
from tests.make.progress import Way, make_seat

LIGHT = 30 * 1024
# Two of each are for who is here and for their place in the cohort.
COSTS = {
    "": 3,
    "glossary": 6,
    "cases": 4,
    "cases/allotment": 5,
    "pledges": 3,
    "checklist": 3,
    "policy": 3,
    "framework": 5,
}


def test_a_page_costs_the_same_whatever_the_number_of_cards(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, count_statements: CountStatements
) -> None:
    facilitator = make_person(db)
    make_seat(db, way.cohort, facilitator, role=FACILITATOR)
    db.commit()
    sign_in(client, facilitator)
    addresses = {f"/modules/{way.cohort.slug}/library/{end}": cost for end, cost in COSTS.items()}
    addresses |= {f"/cohorts/{way.cohort.slug}/guides/{end}": 3 for end in ("", "module-1")}
    for more in (0, 40):
        for card in db.scalars(select(Card).where(Card.key != "*")).all() if more else []:
            for number in range(more):
                key = f"{card.key}-{number}"
                make_card(db, way.cohort, card.kind, key, card.title, card.data)
        db.commit()
        for address, cost in addresses.items():
            with count_statements() as sent:
                assert client.get(address).status_code == 200
            assert len(sent) == cost, (address, sent)


@pytest.mark.timeout(240)
def test_the_pages_of_the_real_library_stay_light(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way
) -> None:
    load_curriculum(db, CURRICULUM, NOON)
    edition = db.scalars(select(Edition).where(Edition.key == "2027")).one()
    way.cohort.edition_id, way.cohort.framework_id = edition.id, edition.framework_id
    facilitator = make_person(db)
    make_seat(db, way.cohort, facilitator, role=FACILITATOR)
    db.commit()
    sign_in(client, facilitator)
    cards = db.scalars(select(Card).where(Card.edition_id == edition.id)).all()
    ends = [end for end in COSTS if "/" not in end]
    ends += [f"cases/{card.key}" for card in cards if card.kind == "cases"]
    addresses = [f"/modules/{way.cohort.slug}/library/{end}" for end in ends]
    addresses += [
        f"/cohorts/{way.cohort.slug}/guides/{card.key}" for card in cards if card.kind == "guide"
    ]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200
        assert len(answer.data) < LIGHT, (address, len(answer.data))
