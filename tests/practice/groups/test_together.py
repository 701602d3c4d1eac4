"""A group holds a plumbline together: from its first answer to the look back."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.practice.models import GroupAnswer, GroupLook, GroupPlumbline
from app.practice.queries.picture import cohort_pictures
from app.practice.rules.groups import APART, Said
from app.practice.rules.looks import AFTER, BEFORE
from tests.browser_like import hidden_fields, post
from tests.clock import NOON
from tests.conftest import As, CountStatements
from tests.make.gatherings import make_gathering
from tests.make.groups import group_of, make_group, make_group_look
from tests.make.people import make_person
from tests.make.progress import Way, make_seat
from tests.progress.reading import html_of, words_of


def here(way: Way) -> str:
    return f"/cohorts/{way.cohort.slug}/plumbline/groups"


def sent(people: str = "5", **said: str) -> dict[str, object]:
    fields: dict[str, object] = {"people": people}
    for item, answer in said.items():
        fields |= {f"score.{item}": answer, f"seen.{item}": "0"}
    return fields


def test_a_group_talks_its_way_to_answers_and_looks_again_and_back(
    db: Session, way: Way, as_person: As
) -> None:
    session = make_gathering(db, way.cohort, title="Our first hour", starts_at=NOON)
    client = as_person(way.person)
    fields = hidden_fields(html_of(client, here(way))) | {
        "name": "Hilltop Surgery",
        "gathering": str(session.id),
        "seen_by": "group",
    }
    fields["request_key"] = hidden_fields(html_of(client, here(way)))["request_key"]
    begun = client.post(here(way), data=fields)
    assert client.post(here(way), data=fields).location == begun.location
    at = begun.location
    assert "Our first hour" in words_of(client, at)
    form = sent(contact="3", power=APART) | {
        "note.power": "Two saw it\nthe other way.",
        "done": "1",
    }
    for _ in range(2):
        assert post(client, f"{at}/looks/before", dict(form)).location == at
    db.commit()
    assert len(db.scalars(select(GroupAnswer)).all()) == 2
    post(client, f"{at}/looks/after", sent(contact="6") | {"done": "1"})
    assert " checked" not in html_of(client, f"{at}/looks/back")
    post(client, f"{at}/looks/back", sent("4", contact="2") | {"done": "1"})
    words = words_of(client, at)
    assert "Connections 3 6 2 Power-sharing no one number left out left out" in words
    assert "Two saw it the other way." in words
    assert "the group’s own answer and no statistic" in words
    assert "Start: 5 people took part" in words
    assert post(client, f"{at}/looks/before", sent(contact="9")).status_code == 409
    assert "Two saw it" in client.get(f"{at}/file").data.decode("utf-8-sig")


def test_two_who_type_at_once_lose_nothing(db: Session, way: Way, as_person: As) -> None:
    made = make_group(db, way.person, way.cohort)
    other = make_person(db, name="Olu Other")
    make_seat(db, way.cohort, other)
    word = db.scalars(select(GroupPlumbline.word)).one()
    look = f"{here(way)}/{made}/looks/before"
    as_person(way.person)
    # Both opened the page before either had sent it.
    first = sent(contact="3", ties="5") | {"note.ties": "We met twice."}
    assert post(as_person(way.person), look, first).status_code == 302
    typed = f"{word[:4].upper()} {word[4:]}"
    assert post(as_person(other), f"{here(way)}/joins", {"word": typed}).status_code == 302
    answer = post(as_person(other), look, sent(contact="8", power="4") | {"done": "1"})
    assert answer.status_code == 202
    html = answer.get_data(as_text=True)
    assert "Somebody else typed in something different for 1 item" in html
    assert 'name="score.contact" value="8" checked' in html
    assert 'name="score.ties" value="5" checked' in html
    assert 'name="seen.contact" value="1"' in html
    assert db.scalars(select(GroupLook.done_at)).one() is None
    again = sent(contact="8") | {"seen.contact": "1", "done": "1"}
    assert post(as_person(other), look, again).status_code == 302
    page = words_of(as_person(way.person), f"{here(way)}/{made}")
    assert "Connections 8 Power-sharing 4 Ties 5" in page
    assert "We met twice." in page
    assert "Start, Connections: 3" in page


def test_a_refused_form_gives_back_what_was_written(db: Session, way: Way, as_person: As) -> None:
    made = make_group(db, way.person, way.cohort)
    look = f"{here(way)}/{made}/looks/before"
    client = as_person(way.person)
    for wrong, said in (
        ({"people": ""}, "how many people"),
        ({"people": "501"}, "how many people"),
        ({"score.power": "11"}, "answers that are offered"),
        ({"note.power": "x" * 1001}, "too long"),
    ):
        form = sent(contact="3", power="4") | {"note.contact": "Kept <b>here</b>"} | wrong
        answer = post(client, look, form)
        assert answer.status_code == 422
        html = answer.get_data(as_text=True)
        assert said in html
        assert "Kept &lt;b&gt;here&lt;/b&gt;" in html
    assert db.scalars(select(GroupAnswer)).all() == []
    for wrong in ({"name": ""}, {"seen_by": "all"}, {"gathering": str(way.person.id)}):
        form = {"name": "A", "seen_by": "group", **wrong}
        assert post(client, here(way), form).status_code == 422


def test_a_form_that_came_too_late_gives_every_note_back(
    db: Session, way: Way, as_person: As
) -> None:
    made = make_group(db, way.person, way.cohort)
    late = {"csrf_token": "old", "note.contact": "Short", "score.contact": "4"}
    answer = as_person(way.person).post(f"{here(way)}/{made}/looks/before", data=late)
    assert answer.status_code == 400
    assert "Short" in answer.get_data(as_text=True)


def test_what_a_group_says_counts_with_nobodys_own_numbers(
    db: Session, way: Way, as_person: As
) -> None:
    for number in range(9):
        person = make_person(db)
        make_seat(db, way.cohort, person)
        made = make_group(db, person, way.cohort, f"Place {number}", seen_by="cohort")
        at = group_of(db, person, way.cohort, made)
        make_group_look(db, person, at, BEFORE, {"contact": Said("3")}, people=9)
        make_group_look(db, person, at, AFTER, {"contact": Said("6")}, people=9)
    db.commit()
    (one,) = cohort_pictures(db, way.cohort.id)
    assert not one.is_shown
    assert one.people.text == "0"
    page = words_of(as_person(way.person), f"{here(way)}/{made}")
    # Those who were not there are told no exact number of those who were.
    assert "10 people, to the nearest 5 took part" in page


def test_a_name_stands_there_only_by_ones_own_yes(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    made = make_group(db, helper, way.cohort)
    at = f"{here(way)}/{made}"
    other = make_person(db, name="Olu Other")
    make_seat(db, way.cohort, other)
    facilitator = as_person(helper)
    post(facilitator, f"{at}/people", {"person": str(way.person.id)})
    post(facilitator, f"{at}/people", {"person": str(other.id), "is_named": "y"})
    assert post(facilitator, f"{at}/people", {"person": ""}).status_code == 422
    page = words_of(facilitator, at)
    assert "With Olu Other , who said" in page
    assert page.count("Lina Learner") == 1
    own = as_person(other)
    assert "A facilitator put you down" in words_of(own, at)
    post(own, f"{at}/names", {"named": "no"})
    assert "who said that their names" not in words_of(own, at)
    post(own, f"{at}/leavings")
    assert own.get(at).status_code == 404


def test_pages_cost_the_same_however_much_there_is(
    db: Session, way: Way, as_person: As, count_statements: CountStatements
) -> None:
    made = make_group(db, way.person, way.cohort)
    at = group_of(db, way.person, way.cohort, made)
    client = as_person(way.person)
    costs = {here(way): 6, f"{here(way)}/{made}": 7, f"{here(way)}/{made}/looks/before": 8}
    for more in (1, 3):
        for number in range(more):
            make_group(db, way.person, way.cohort, f"Place {number}")
            said = {"contact": Said(str(number + more), "A note")}
            make_group_look(db, way.person, at, BEFORE, said, seen=99, is_all=False)
        db.commit()
        for address, cost in costs.items():
            with count_statements() as statements:
                html_of(client, address)
            assert len(statements) == cost, (address, statements)


def test_it_is_erased_by_who_began_it_and_stays_when_they_are_gone(
    db: Session, way: Way, as_person: As
) -> None:
    first, second = (make_group(db, way.person, way.cohort, name) for name in "ab")
    at = group_of(db, way.person, way.cohort, first)
    make_group_look(db, way.person, at, BEFORE, {"contact": Said("3", "Ours")})
    post(as_person(way.person), f"{here(way)}/{second}/removals")
    db.delete(db.get_one(Person, way.person.id))
    db.commit()
    assert db.scalars(select(GroupPlumbline.id)).all() == [first]
    assert db.scalars(select(GroupAnswer.given_by_id)).all() == [None]
