"""The programme view: what a lead reads, and what they take along."""

from __future__ import annotations

import re

import pytest
from sqlalchemy.orm import Session

from app.insights.rules.programme.choosing import NO_PLACE, Choice, choice_from
from app.insights.rules.programme.telling import ROUNDED
from app.kit.small_numbers import NOT_SHOWN, TOO_FEW
from app.people.models import Person
from app.practice.actions.counting import count_plumbline
from app.practice.models import Plumbline
from app.practice.rules.looks import AFTER, BEFORE
from tests.conftest import As, CostsOf
from tests.insights.people import read
from tests.insights.programme.conftest import YEAR, Programme
from tests.insights.programme.reading import in_file
from tests.make.people import make_person
from tests.make.pledges import make_answer, make_pledge
from tests.make.practice import make_look, make_plumbline, make_questions

HERE = "/admin/programme"
ID = "0193a000-0000-7000-8000-000000000001"
LADDER = "How far people came"


@pytest.mark.parametrize(
    "choice",
    [
        Choice(),
        Choice(2026),
        Choice(2027, "place", ID),
        Choice(None, "place", NO_PLACE),
        Choice(None, "standing", "lived_experience"),
    ],
)
def test_a_choice_comes_back_from_its_own_address(choice: Choice) -> None:
    said = dict(part.split("=") for part in choice.query_string[1:].split("&") if part)
    assert choice_from(said) == choice


@pytest.mark.parametrize(
    ("year", "who"),
    [
        ("0", "place."),
        ("99999", "place.x"),
        ("-1", "standing.king"),
        ("２０２６", "standing.pcn_staff place.none"),
        ("x" * 5000, f"place.{ID.upper()}"),
        ("\0", "role.facilitator"),
    ],
)
def test_what_there_is_not_stands_for_all(year: str, who: str) -> None:
    assert choice_from({"year": year, "who": who}) == Choice()


def test_the_first_lines_say_who_came_in_and_who_finished(
    db: Session, programme: Programme, as_person: As
) -> None:
    programme.finish(db, programme.join(db, 16))
    programme.join(db, 16)
    programme.join(db, 8, state="invited")
    html = read(as_person(programme.lead), HERE)
    said = re.findall(r"<li>(.*?)</li>", html.split('id="short"')[1].split("</ul>")[0])
    assert said[0] == "30 people joined, and 40 were invited."
    assert said[1].startswith("0 sessions were held.")
    assert said[2] == (
        "15 people finished the whole course: about 50% (rounded) of those who joined (n = 30)."
    )


def test_it_stands_beside_each_figure_that_it_is_rounded_and_why(
    db: Session, programme: Programme, as_person: As
) -> None:
    programme.finish(db, programme.join(db, 15))
    programme.join(db, 40)
    client = as_person(programme.lead)
    html = read(client, HERE)
    assert ROUNDED in html.split('id="short"')[1].split("</section>")[0]
    assert "(rounded) of those who joined" in html
    for query in ("", f"?year={YEAR}", "?who=standing.pcn_staff"):
        heads = client.get(f"{HERE}.csv{query}").text.splitlines()
        assert ",People (rounded),Out of (n, rounded)" in heads[1].replace('"', "")
    # Each table of people says so in its own heads, on the page and in the file.
    for title in ("People by place", "People by standing", "Year beside year"):
        after = client.get(f"{HERE}.csv").text.split(title)[1].splitlines()[1]
        assert after.count("(rounded)") >= 1


def test_the_file_holds_what_the_page_shows_and_each_share_its_n(
    db: Session, programme: Programme, as_person: As
) -> None:
    programme.finish(db, programme.join(db, 16), modules=1)
    programme.join(db, 9, place=programme.dale, standing="local_partner")
    client = as_person(programme.lead)
    told = in_file(client, f"?year={YEAR}")
    assert told[LADDER]["Joined"] == ["25", "25", NOT_SHOWN]
    assert told[LADDER]["Finished at least one module"] == ["15", "25", "about 65%"]
    assert told["Who finished each module"]["Module 1"] == ["15", "25"]
    assert told["Who finished each module"]["Module 2"] == [TOO_FEW, "25"]
    assert told["People by place"]["Dale"] == ["10", "10", TOO_FEW]
    assert told["People by standing"]["Local partner"] == ["10", "10", TOO_FEW]
    assert told["Year beside year"]["Joined"] == [TOO_FEW, "25"]
    html = read(client, f"{HERE}?year={YEAR}")
    for rows in told.values():
        for cells in rows.values():
            assert all(cell in html for cell in cells)


def test_one_place_and_one_standing_are_never_looked_at_together(
    db: Session, programme: Programme, as_person: As
) -> None:
    programme.join(db, 16)
    programme.join(db, 8, place=programme.dale)
    client = as_person(programme.lead)
    told = in_file(client, f"?who=place.{programme.dale.id}&standing=pcn_staff")
    assert told[LADDER]["Joined"][0] == "10"
    assert "People by standing" not in told
    html = read(client, f"{HERE}?who=place.{programme.dale.id}")
    assert "cohorts of all years, Dale" in html


def test_no_name_and_no_word_of_anybody_is_there(
    db: Session, programme: Programme, as_person: As
) -> None:
    (seat,) = programme.join(db, 1)
    html = read(as_person(programme.lead), HERE)
    assert db.get_one(Person, seat.person_id).name not in html
    assert str(seat.id) not in html
    assert str(seat.person_id) not in html


def test_where_there_is_no_cohort_the_page_says_what_will_be_here(
    db: Session, as_person: As
) -> None:
    lead = make_person(db, roles=["programme_lead"])
    client = as_person(lead)
    assert "There is no cohort yet" in read(client, HERE)
    assert client.get(f"{HERE}.csv").status_code == 200
    assert f'href="{HERE}"' in read(client, "/admin/")


def test_a_page_costs_the_same_however_many_people_there_are(
    db: Session, programme: Programme, costs_of: CostsOf
) -> None:
    programme.join(db, 3)
    few = costs_of(programme.lead, [HERE])
    programme.finish(db, programme.join(db, 20, before=True))
    programme.join(db, 20, place=programme.dale)
    addresses = [HERE, f"{HERE}?year={YEAR}", f"{HERE}?who=standing.pcn_staff", f"{HERE}.csv"]
    many = costs_of(programme.lead, addresses)
    # Who it is twice, and six of the view's own; of the file the record says who took it.
    assert many == [*few * 3, few[0] + 1]
    assert few[0] <= 8


def test_pledges_and_plumblines_are_of_whole_cohorts_and_never_of_few(
    db: Session, programme: Programme, as_person: As
) -> None:
    make_questions(db, programme.now)
    for number, seat in enumerate(programme.join(db, 9)):
        person = db.get_one(Person, seat.person_id)
        pledge = make_pledge(db, person, programme.now).pledge
        if number < 7:
            make_answer(db, pledge.id, "done")
        made = make_plumbline(db, person, programme.now)
        for moment, score in ((BEFORE, 3), (AFTER, 6)):
            scores = {"contact": str(score), "power": "5"}
            make_look(db, person, made, moment, scores)
        if number < 8:
            count_plumbline(db, db.get_one(Plumbline, made), is_counted=True)
    client = as_person(programme.lead)
    told = in_file(client)
    assert told["Pledges"]["Made a pledge"][0] == "10"
    done = told["Pledges"]["Said of a pledge that it is done"]
    assert done == [TOO_FEW, "10", NOT_SHOWN]
    assert told["How plumblines moved"][programme.now.name] == ["10", "1", "1", "0"]
    assert told["What communities made"]["Cohorts"] == ["2"]
    other = in_file(client, f"?year={YEAR - 1}")
    assert other["Pledges"]["Made a pledge"][0] == TOO_FEW
    assert "How plumblines moved" not in other
