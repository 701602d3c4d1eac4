"""Finding one's own entries: words, features, modules, months; and the calm list of months."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Person
from app.reflections.actions.features import say_feature
from app.reflections.actions.versions import add_version
from app.reflections.models import BEGINNING, TEXT, Reflection, ReflectionVersion
from app.reflections.queries.finding import found_page, sealed_search
from app.reflections.rules.origins import FromStep
from app.reflections.rules.searches import Search
from app.reflections.rules.searching import Finder, in_its_sentence, terms_of
from app.vault.actions import key_for_writing
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import CountStatements, SignIn
from tests.make.library import make_frameworks
from tests.make.people import make_person
from tests.make.progress import make_way
from tests.make.reflections import make_reflection
from tests.progress.reading import html_of, words_of

FEATURE = "power"


def looked_for(client: FlaskClient, **form: object) -> str:
    """Search as a person does; gives the address of what was found."""
    answer = post(client, "/reflections/searches", form)
    assert answer.status_code == 302
    return answer.headers["Location"]


def results(client: FlaskClient, **form: object) -> str:
    """The words of the page that a search leads to, without the form."""
    return words_of(client, looked_for(client, **form)).split("Look again", 1)[0]


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("garden", "We met in the GARDEN."),
        ("gard", "We met in the garden."),
        ("garden met", "We met in the garden."),
        ("resume", "My Résumé"),
        ("RÉSUMÉ", "my resume"),
        ("wyl", "Yr ŵyl fawr"),
        ("don't", "I don’t know"),
        ("“big garden”", "the big\n  garden"),
        ("strasse", "Die Straße"),
        ("слон", "Большой Слон"),
        ("天気", "今日は良い天気です。"),
        ("سلام", "قال سَلام لنا"),
        ("🙂", "good🙂"),
        ("cafe", "cafe\u0301 au lait"),
    ],
)
def test_words_are_found_whatever_their_capitals_and_accents(wanted: str, text: str) -> None:
    terms = terms_of(wanted)
    assert Finder(terms).is_in(text.encode())
    pieces = in_its_sentence(text, terms)
    assert any(piece.is_found for piece in pieces)
    assert "".join(piece.text for piece in pieces) in text


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("ear", "A long year."),
        ("garden tea", "We met in the garden."),
        ('"garden big"', "the big garden"),
        ("(.*)", "anything"),
    ],
)
def test_what_is_not_there_is_not_found(wanted: str, text: str) -> None:
    assert not Finder(terms_of(wanted)).is_in(text.encode())


def test_the_sentence_with_the_words_is_shown_and_they_are_marked(
    db: Session, client: FlaskClient, person: Person
) -> None:
    make_reflection(db, person, "First. I sat in the <i>Garden</i> with her. Last.")
    make_reflection(db, person, "Nothing of that kind.")
    db.commit()
    page = html_of(client, looked_for(client, words="garden"))
    assert "I sat in the &lt;i&gt;<mark>Garden</mark>&lt;/i&gt; with her." in page
    assert "First." not in page
    assert "Nothing of that kind" not in page


def test_only_the_newest_version_is_searched(
    db: Session, client: FlaskClient, person: Person
) -> None:
    own = make_reflection(db, person, "The heron.")
    add_version(db, person, reflection_id=own, text="The swan.", seen=1, now=NOON)
    db.commit()
    assert "Nothing was found." in results(client, words="heron")
    assert "The swan" in results(client, words="swan")


def test_neither_address_nor_title_nor_log_holds_the_words(
    db: Session, client: FlaskClient, person: Person, capfd: pytest.CaptureFixture[str]
) -> None:
    make_reflection(db, person, "My plumtree fell.")
    db.commit()
    address = looked_for(client, words="plumtree")
    assert "plumtree" not in address
    answer = client.get(address)
    page = answer.get_data(as_text=True)
    assert "<mark>plumtree</mark>" in page
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    assert title is not None
    assert "plumtree" not in title[1]
    assert answer.headers["Cache-Control"] == "no-store"
    seen = capfd.readouterr()
    assert "plumtree" not in seen.out + seen.err
    links = re.findall(r'(?:href|action)="([^"]*)"', page)
    assert not [link for link in links if "plumtree" in link]


def test_a_search_opens_for_nobody_else_and_cannot_be_made_up(
    db: Session, client: FlaskClient, person: Person, sign_in: SignIn
) -> None:
    make_reflection(db, person, "Mine.")
    other = make_person(db)
    make_reflection(db, other, "Mine too.")
    db.commit()
    address = looked_for(client, words="mine")
    assert client.get(address).status_code == 200
    sign_in(client, other)
    assert client.get(address).status_code == 404
    for odd in ("", "A", "%00", "x" * 4000, "AAAA"):
        assert client.get(f"/reflections/found?sought={odd}").status_code == 404


def test_a_feature_is_said_with_one_tap_and_found_by_it(
    db: Session, client: FlaskClient, person: Person
) -> None:
    make_frameworks(db)
    own = make_reflection(db, person, "About hearing.")
    make_reflection(db, person, "About nothing.")
    db.commit()
    assert "Is it about one of these?" in words_of(client, f"/reflections/{own}")
    said = post(client, f"/reflections/{own}/features", {"about": FEATURE})
    assert said.headers["Location"].endswith(f"/reflections/{own}#about")
    post(client, f"/reflections/{own}/features", {"about": FEATURE})
    post(client, f"/reflections/{own}/features", {"about": "no-such-thing"})
    assert 'aria-pressed="true"' in html_of(client, f"/reflections/{own}")
    assert "About: " in words_of(client, "/reflections/")
    page = results(client, feature=FEATURE)
    assert "About hearing." in page
    assert "About nothing." not in page
    post(client, f"/reflections/{own}/features", {"not_about": FEATURE})
    assert "Nothing was found." in results(client, feature=FEATURE)


def test_entries_are_found_by_module_and_month(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    begun = FromStep(way.steps["reflect"].id, way.cohort.slug)
    make_reflection(db, way.person, "From the step.", begun_at=begun)
    # Half past midnight on the first of July in London is still June in UTC.
    summer = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    make_reflection(db, way.person, "In summer.", now=summer)
    db.commit()
    sign_in(client, way.person)
    page = results(client, module=str(way.modules[0].id))
    assert ("From the step." in page, "In summer." in page) == (True, False)
    page = results(client, since="2026-07", until="2026-07")
    assert "July 2026" in page
    assert ("From the step." in page, "In summer." in page) == (False, True)
    assert "In summer." in results(client, since="2026-12", until="2026-01")
    assert "Nothing was found." in results(client, until="2026-06")
    odd = looked_for(client, since="13-13", until="\0", module="x", feature="\0", words=" ")
    assert odd.endswith("/reflections/searches/new")


def test_a_long_list_of_finds_is_paged_and_keeps_its_search(
    db: Session, client: FlaskClient, person: Person
) -> None:
    for number in range(25):
        make_reflection(db, person, f"Walk number {number}.")
    make_reflection(db, person, "Tea.")
    db.commit()
    address = looked_for(client, words="walk")
    first = words_of(client, address)
    assert "Showing 1 to 20 of 25" in first
    assert "Walk number 24." in first
    last = html_of(client, f"{address}&page=2")
    assert "number 0." in last
    assert 'value="walk"' in last


def test_somebody_who_never_wrote_finds_nothing_and_no_fault(
    client: FlaskClient, person: Person
) -> None:
    assert looked_for(client, words="anything").endswith("/reflections/searches/new")
    assert "Find in your reflections" in words_of(client, "/reflections/searches/new")


def test_months_are_quiet_headings_and_can_be_jumped_to(
    db: Session, client: FlaskClient, person: Person
) -> None:
    for month in (3, 5):
        for day in range(1, 16):
            at = datetime(2026, month, day, 9, tzinfo=UTC)
            make_reflection(db, person, f"Day {day} of {month}.", now=at)
    db.commit()
    page = html_of(client, "/reflections/")
    assert '<h2 class="nhsuk-heading-m" id="m2026-05">May 2026</h2>' in page
    assert 'href="/reflections/?page=1#m2026-03"' in page
    assert 'id="m2026-03"' in page
    assert "30 entries" not in page
    second = html_of(client, "/reflections/?page=2")
    assert "May 2026</h2>" not in second


def test_finding_costs_the_same_however_long_the_log_is(
    db: Session, client: FlaskClient, person: Person, count_statements: CountStatements
) -> None:
    make_frameworks(db)
    costs = []
    for entries in (1, 60):
        for _ in range(entries):
            own = make_reflection(db, person, "A walk in the park.")
            say_feature(db, person, reflection_id=own, key=FEATURE)
        db.commit()
        with count_statements() as of_log:
            html_of(client, "/reflections/")
        address = looked_for(client, words="walk")
        with count_statements() as of_search:
            html_of(client, address)
        costs.append((len(of_log), len(of_search)))
    assert costs == [(5, 5), (5, 5)]


def test_five_thousand_entries_are_searched(db: Session, person: Person) -> None:
    key = key_for_writing(db, person.id, now=NOON)
    entries, versions = [], []
    for number in range(5_000):
        own, version = new_id(), new_id()
        text = "We talked about the bus and the choir. " * 38 + f"Entry {number}."
        facts = {"person_id": person.id, "request_key": new_id(), "created_at": NOON}
        entries.append({"id": own, **facts})
        versions.append(
            {
                "id": version,
                "reflection_id": own,
                "number": 1,
                "sealed": key.seal(text, TEXT, version),
                "sealed_beginning": key.seal("We talked", BEGINNING, version),
                "written_at": NOON,
            }
        )
    db.execute(insert(Reflection), entries)
    db.execute(insert(ReflectionVersion), versions)
    db.commit()
    sought = sealed_search(db, person, Search(words='"entry 4321"'))
    found = found_page(db, person, sought or "", 1)
    assert found is not None
    (line,) = found.page.rows
    assert "".join(piece.text for piece in line.pieces) == "Entry 4321."
