"""What is guessed first is no password: what many have, the words of the place, one's own name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.people.actions.register import set_password
from app.people.errors import PasswordWeak
from app.people.rules.passwords import OUR_WORDS, OWN_WORDS, WELL_KNOWN, WORDS_OF_OURS
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import As
from tests.make.people import make_person

ROOT = Path(__file__).parents[2]
# From the top of lists that were made of thefts, each with at least ten signs.
MANY_HAVE = [
    *("sunshine123", "P@ssw0rd123", "qwertyuiop", "1q2w3e4r5t", "1234567890"),
    *("iloveyou123", "manchesterunited", "liverpool1892", "ilovemyfamily"),
    *("arsenal123", "q1w2e3r4t5", "4815162342", "1234554321", "123456789q", "gearsofwar"),
    *("correcthorsebatterystaple", "iloveyouforever", "chinchilla", "blitzkrieg"),
]
OURS = [
    *("Discovery Learning", "discoverylearning2026!", "TheLearningProgramme", "health-creation"),
    *(
        "Password123",
        "letmein1234",
        "Password2026!",
        "Summer2026!!",
        "primary care network",
        "Welcome.2026",
        "NHS Manchester 1",
    ),
]
OWN = [
    *("Amina Okafor 1", "aminaokafor", "okafor.amina.77", "AMINA 19.04.1985", "Riverside 2026"),
    *("zoe okafor 1985", "amina@riverside"),
]
GOOD = [
    *("kettle garden robin", "amina kettle garden", "learning kettle robin", "1729 4104 13832"),
    *(
        "planning a canal walk",
        "scarecrow balcony",
        "\N{CYRILLIC SMALL LETTER ZHE}" * 5 + " дом окно",
    ),
]


def refused(db: Session, password: str) -> str:
    """The sentence with which a password is refused to Amina."""
    person = make_person(db, name="Amina Zoë Okafor", email="amina.o@riverside.example")
    with pytest.raises(PasswordWeak) as refusal:
        set_password(db, person, password=password, now=NOON)
    assert person.password_hash is None
    return refusal.value.sentence


@pytest.mark.parametrize(
    "password", [*MANY_HAVE, "CHINCHILLA", "Correct Horse Battery Staple", "aaaaaaaaaaaa"]
)
def test_what_many_people_have_is_refused_with_or_without_capitals_and_spaces(
    db: Session, password: str
) -> None:
    assert refused(db, password) == WELL_KNOWN


@pytest.mark.parametrize("password", OURS)
def test_words_of_the_programme_are_refused_whatever_is_added(db: Session, password: str) -> None:
    assert refused(db, password) == WORDS_OF_OURS


@pytest.mark.parametrize("password", OWN)
def test_ones_own_name_and_address_are_refused_whatever_is_added(
    db: Session, password: str
) -> None:
    assert refused(db, password) == OWN_WORDS


@pytest.mark.parametrize("password", GOOD)
def test_words_that_do_not_belong_together_are_taken(db: Session, password: str) -> None:
    person = make_person(db, name="Amina Zoë Okafor", email="amina.o@riverside.example")
    set_password(db, person, password=password, now=NOON)
    assert person.password_hash is not None


def test_the_page_says_what_to_do_instead(db: Session, as_person: As) -> None:
    browser: FlaskClient = as_person(make_person(db, name="Amina Okafor"))
    page = post(browser, "/account/password", {"new_password": "manchesterunited"})
    assert page.status_code == 422
    assert WELL_KNOWN in page.text
    assert "manchesterunited" not in page.text
    kept = post(browser, "/account/password", {"new_password": "kettle garden robin"})
    assert kept.status_code == 302


def test_the_words_are_written_down() -> None:
    inventory = (ROOT / "docs" / "keys-logs-limits.md").read_text(encoding="utf-8")
    line = re.search(
        r"^\*\*Words that no password is made of\.\*\* (.+?)\n\n",
        inventory,
        re.MULTILINE | re.DOTALL,
    )
    assert line is not None
    assert re.findall(r"[a-z]+", line[1].split(":")[1]) == list(OUR_WORDS)
