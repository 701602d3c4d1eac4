"""Ways through a log: features, modules, months, and page by page."""

from __future__ import annotations

from datetime import UTC, datetime

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.people.models import Person
from app.reflections.actions.features import say_feature
from app.reflections.rules.origins import FromStep
from tests.browser_like import post
from tests.conftest import CountStatements, SignIn
from tests.make.library import make_frameworks
from tests.make.progress import make_way
from tests.make.reflections import make_reflection
from tests.progress.reading import html_of, words_of
from tests.reflections.finding.searches import FEATURE, looked_for, results


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
    assert costs == [(3, 5), (3, 5)]
