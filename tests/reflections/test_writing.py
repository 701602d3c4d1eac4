"""Writing in one's log on the pages: entries, versions, steps, and all that people may write."""

from __future__ import annotations

from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Person
from app.reflections.models import Reflection, ReflectionVersion
from app.reflections.rules import LONGEST
from app.reflections.rules.origins import FromStep
from tests.browser_like import hidden_fields, post
from tests.clock import NOON, StoppedClock
from tests.conftest import SignIn
from tests.make.people import make_person
from tests.make.progress import PROMPT, make_way
from tests.make.reflections import kept_texts, make_reflection
from tests.progress.reading import html_of, row_of, words_of

STRANGE = [
    "Just one word",
    "  kept   as it is  ",
    "🙂👩‍👩‍👧 ¿Qué? Привет 今日は مرحبا שלום नमस्ते",
    "<script>alert(1)</script> <b>&amp;</b> {{ 7 * 7 }} {% raw %} </textarea>",
    "'; DROP TABLE reflection; --",
    "%s %(x)s \\ \u202e turned \u202c \u200b",
    "line one\nline two\n\n\nline five",
]


def kept(db: Session) -> list[str]:
    """Every version there is, oldest first."""
    db.commit()
    return kept_texts(db)


def write(client: FlaskClient, text: str, **more: object) -> str:
    """Write an entry and give its address."""
    answer = post(client, "/reflections/", {"text": text, **more})
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return answer.headers["Location"]


def test_an_empty_log_says_what_it_is_for(client: FlaskClient, person: Person) -> None:
    words = words_of(client, "/reflections/")
    assert "Your log is empty, and that is fine" in words
    assert "Only you can read it." in words


def test_the_box_says_who_reads_it_and_what_does_not_belong_in_it(
    client: FlaskClient, person: Person
) -> None:
    words = words_of(client, "/reflections/new")
    assert "What matters to you?" in words
    assert "Only you can read this." in words
    assert "not legally privileged" in words
    assert "Leave out the names of patients" in words
    assert "report it the way your workplace does" in words
    assert "You can write up to 50,000 characters" in words


@pytest.mark.parametrize("text", STRANGE)
def test_anything_can_be_written_and_comes_back_letter_for_letter(
    db: Session, client: FlaskClient, person: Person, text: str
) -> None:
    address = write(client, text)
    assert kept(db) == [text]
    page = html_of(client, address)
    shown = page.split('<div class="dlp-words" dir="auto">', 1)[1].split("</div>")[0]
    assert unescape(shown) == text
    assert "<script>alert" not in page
    assert "<b>" not in shown
    box = html_of(client, f"{address}/versions/new").split("<textarea", 1)[1]
    inside = box.split(">", 1)[1].split("</textarea>")[0]
    assert unescape(inside).removeprefix("\r\n") == text
    assert "Offer some of these words to your community" in page
    assert f'/contributions/new?reflection={address.rsplit("/", 1)[1]}"' in page


def test_nul_bytes_are_left_out_and_all_else_stays(
    db: Session, client: FlaskClient, person: Person
) -> None:
    write(client, "be\0fore and af\0ter\r\nnext")
    assert kept(db) == ["before and after\nnext"]


@pytest.mark.parametrize("text", ["", "   ", "\r\n\t", "\0"])
def test_an_empty_box_is_refused_kindly(
    db: Session, client: FlaskClient, person: Person, text: str
) -> None:
    answer = post(client, "/reflections/", {"text": text, "request_key": str(new_id())})
    assert answer.status_code == 422
    assert "Write a few words first." in answer.get_data(as_text=True)
    assert kept(db) == []


def test_the_longest_text_is_kept_and_a_longer_one_stays_in_the_box(
    db: Session, client: FlaskClient, person: Person
) -> None:
    longest = ("Ärger und Glück 🙂. " * LONGEST)[:LONGEST]
    address = write(client, longest)
    assert kept(db) == [longest]
    assert longest in html_of(client, address)
    key = str(new_id())
    answer = post(client, "/reflections/", {"text": longest + "!", "request_key": key})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "up to 50,000 characters" in page
    assert longest + "!" in page
    assert hidden_fields(page.replace("csrf_token", "token", 1))["request_key"] == key
    assert kept(db) == [longest]


def test_the_same_form_sent_twice_makes_one_entry_and_leads_to_it(
    db: Session, client: FlaskClient, person: Person
) -> None:
    key = hidden_fields(html_of(client, "/reflections/new"))["request_key"]
    first = write(client, "Once.", request_key=key)
    assert write(client, "Once.", request_key=key) == first
    assert kept(db) == ["Once."]


def test_the_same_form_with_other_words_loses_neither(
    db: Session, client: FlaskClient, person: Person
) -> None:
    key = str(new_id())
    first = write(client, "Once.", request_key=key)
    assert write(client, "Once, and then more.", request_key=key) == first
    assert write(client, "Once.", request_key=key) == first
    assert kept(db) == ["Once.", "Once, and then more."]


def test_two_people_with_the_same_form_key_write_two_entries(
    db: Session, client: FlaskClient, person: Person, sign_in: SignIn
) -> None:
    key = str(new_id())
    first = write(client, "Mine.", request_key=key)
    other = make_person(db)
    db.commit()
    sign_in(client, other)
    assert write(client, "Yours.", request_key=key) != first
    assert kept(db) == ["Mine.", "Yours."]


def test_a_change_is_a_new_version_and_the_old_one_can_still_be_read(
    db: Session, client: FlaskClient, person: Person, clock: StoppedClock
) -> None:
    address = write(client, "What I thought first.")
    clock.move(days=2)
    seen = hidden_fields(html_of(client, f"{address}/versions/new"))["seen"]
    form: dict[str, object] = {"text": "What I think now.", "seen": seen}
    assert post(client, f"{address}/versions", form).headers["Location"] == address
    post(client, f"{address}/versions", form)
    assert kept(db) == ["What I thought first.", "What I think now."]
    page = words_of(client, address)
    assert "What I think now." in page
    assert "What I thought first." not in page
    assert "All 2 versions" in page
    old = words_of(client, f"{address}/versions/1")
    assert "What I thought first." in old
    assert "Version 1 of 2" in old
    times = db.scalars(select(ReflectionVersion.written_at).order_by(ReflectionVersion.number))
    assert list(times) == [NOON, clock.moment]
    assert "2 versions" in words_of(client, "/reflections/")


def test_changing_an_entry_in_two_windows_keeps_both_and_says_so(
    db: Session, client: FlaskClient, person: Person
) -> None:
    address = write(client, "First.")
    post(client, f"{address}/versions", {"text": "From the phone.", "seen": "1"})
    post(client, f"{address}/versions", {"text": "From the computer.", "seen": "1"})
    page = html_of(client, address)
    assert "Both versions are kept." in page
    assert kept(db) == ["First.", "From the phone.", "From the computer."]


def test_an_empty_change_is_refused_and_the_entry_stays(
    db: Session, client: FlaskClient, person: Person
) -> None:
    address = write(client, "First.")
    answer = post(client, f"{address}/versions", {"text": " ", "seen": "1"})
    assert answer.status_code == 422
    assert kept(db) == ["First."]
    odd = post(client, f"{address}/versions", {"text": "Second.", "seen": "9" * 5000})
    assert odd.status_code == 302


@pytest.mark.parametrize("end", ["/versions/2", "/versions/0", f"/versions/{'9' * 30}"])
def test_a_version_that_is_not_there_is_not_found(
    client: FlaskClient, person: Person, end: str
) -> None:
    address = write(client, "First.")
    assert client.get(f"{address}{end}").status_code == 404


def test_writing_from_a_step_shows_its_prompt_and_makes_the_step_done(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    sign_in(client, way.person)
    step = way.steps["reflect"]
    page = html_of(client, f"/reflections/new?step={step.id}&cohort={way.cohort.slug}")
    assert PROMPT in page
    fields = hidden_fields(page)
    secret = "Between me and the page, the plum tree."
    address = write(client, secret, **{k: v for k, v in fields.items() if k != "csrf_token"})
    done = row_of(db, way, "reflect")
    assert done is not None
    assert (done.done_at, done.done_by_rule, done.rule_version) == (NOON, "wrote", 1)
    assert done.evidence == {"happened": "a reflection was saved from this step"}
    entry = words_of(client, address)
    assert PROMPT in entry
    assert "at the step “Step reflect”" in entry
    assert "Go on with the module" in entry
    assert "Step reflect" in words_of(client, "/reflections/")
    assert secret not in html_of(client, way.address("reflect"))


def test_a_step_that_is_not_ones_own_is_left_out_and_the_words_are_kept(
    db: Session, client: FlaskClient, person: Person
) -> None:
    other = make_way(db)
    step = str(other.steps["reflect"].id)
    assert PROMPT not in html_of(client, f"/reflections/new?step={step}")
    assert html_of(client, "/reflections/new?step=nonsense&cohort=%00")
    write(client, "Mine all the same.", step=step, cohort="\0")
    assert kept(db) == ["Mine all the same."]
    assert row_of(db, other, "reflect") is None
    assert db.scalar(select(func.count(Reflection.step_id))) == 0


def test_after_leaving_a_cohort_ones_entries_stay_without_a_way_to_the_module(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    begun = FromStep(way.steps["reflect"].id, way.cohort.slug)
    own = make_reflection(db, way.person, "Still mine.", begun_at=begun)
    way.enrolment.state = "left"
    db.commit()
    words = words_of(sign_in(client, way.person), f"/reflections/{own}")
    assert "Still mine." in words
    assert "Go on with the module" not in words


def test_a_long_log_is_shown_twenty_at_a_time_newest_first(
    db: Session, client: FlaskClient, person: Person
) -> None:
    for number in range(45):
        make_reflection(db, person, f"Entry number {number}.", now=NOON)
    db.commit()
    first = words_of(client, "/reflections/")
    assert "Showing 1 to 20 of 45" in first
    assert "Entry number 44." in first
    assert "Entry number 24." not in first
    last = words_of(client, "/reflections/?page=3")
    assert "Entry number 0." in last
    for page in ("0", "-5", "99", "nonsense", "9" * 40):
        assert client.get(f"/reflections/?page={page}").status_code == 200
