"""What else belongs to entries is taken along: talks, where they began, features, who opened."""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID

from docx import Document
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.mentoring.rules.sharing import COHORT
from app.people.models import Person
from app.reflections.actions.features import say_feature
from app.reflections.actions.restore import restore_version
from app.reflections.actions.speak import keep_talk
from app.reflections.actions.versions import add_version
from app.reflections.rules.origins import FromStep
from app.reflections.rules.spoken import Talk
from tests.clock import NOON
from tests.conftest import SignIn
from tests.make.attachments import make_attachment
from tests.make.cpd import make_record
from tests.make.library import make_frameworks
from tests.make.progress import make_way
from tests.make.reflections import make_reflection
from tests.make.shares import Sharers
from tests.progress.reading import words_of
from tests.reflections.cpd.belongings import PICTURE, feature_keys
from tests.reflections.cpd.unpacking import Page, data_of, everything, taken, tick


def test_everything_is_in_the_document_too_with_real_headings(
    db: Session, client: FlaskClient, person: Person, own: UUID
) -> None:
    hostile = "a\x0bb <w:p/> & ]]> مرحبا\nsecond line"
    add_version(db, person, reflection_id=own, text=hostile, seen=1, now=NOON)
    make_record(db, person, "Counted", learned="Much.")
    db.commit()
    paper = Document(io.BytesIO(everything(client)["reflections.docx"]))
    assert paper.core_properties.title == f"The reflections of {person.name}"
    assert paper.core_properties.language == "en-GB"
    told = [(one.style.name, one.text) for one in paper.paragraphs if one.style]
    assert told[0] == ("Title", f"The reflections of {person.name}")
    assert [text for style, text in told if style == "Heading 1"] == [
        *("Reflections", "CPD record", "Shared", "Begun and not saved")
    ]
    for one in (
        ("Normal", "ab <w:p/> & ]]> مرحبا"),
        ("Normal", "second line"),
        ("Heading 3", "Version 1, Wednesday 20 January 2027, 12:00"),
        ("Normal", "By the canal."),
        ("List Bullet", f"Picture: the heron? early.jpg ({PICTURE}). A <b>heron</b>"),
        ("Heading 2", "Counted"),
        ("Heading 3", "What I learned"),
        ("Normal", "Nothing."),
    ):
        assert one in told


def test_a_talk_comes_out_as_a_talk_in_both_files(
    db: Session, client: FlaskClient, person: Person
) -> None:
    talk = Talk(NOON.date(), "group", 20)
    own = keep_talk(db, person, talk=talk, request_key=new_id(), now=NOON)
    record = make_record(db, person, "Counted", reflection=own)
    db.commit()
    tick(client, [record], [record])
    sentence = (
        "On Wednesday 20 January 2027 I reflected out loud, in a group, for about 20 minutes."
    )
    assert sentence in words_of(client, "/cpd/exports/preview?year=2026")
    for files, page in ((everything(client), "reflections.html"), (taken(client), "cpd.html")):
        assert sentence in Page(files[page]).words
        assert data_of(files)["entries"][0]["spoken"] == {
            "day": "2027-01-20",
            "company": "group",
            "minutes": 20,
        }


def test_where_it_began_what_it_is_about_and_what_was_restored_are_taken_along(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    make_frameworks(db)
    step = way.steps["reflect"]
    own = make_reflection(db, way.person, "First.", begun_at=FromStep(step.id, way.cohort.slug))
    facts: dict[str, Any] = {"reflection_id": own, "now": NOON}
    add_version(db, way.person, text="Second.", seen=1, **facts)
    restore_version(db, way.person, number=1, **facts)
    [key, *_] = feature_keys(db)
    say_feature(db, way.person, reflection_id=own, key=key)
    db.commit()
    files = everything(sign_in(client, way.person))
    [entry] = data_of(files)["entries"]
    assert entry["origin"] == {
        "module": way.modules[0].key,
        "step": "reflect",
        "session": None,
    }
    assert [one["key"] for one in entry["features"]] == [key]
    assert [one["restored_from"] for one in entry["versions"]] == [None, None, 1]
    words = Page(files["reflections.html"]).words
    for told in (
        "at the step “Step reflect”",
        f"It is about: {entry['features'][0]['label']}.",
        "These are the words of version 1 again.",
    ):
        assert told in words


def test_who_opened_a_share_and_what_went_along_are_taken_along(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    people = Sharers(db)
    file = make_attachment(db, people.author, people.entry)
    shared = people.share(COHORT, files=frozenset({file}))
    sign_in(client, people.other).get(f"/shares/{shared}")
    files = everything(sign_in(client, people.author))
    [share] = data_of(files)["shares"]
    assert share["openings"] == [{"by": "Ola Other", "opened_at": NOON.isoformat()}]
    [entry] = data_of(files)["entries"]
    assert share["attachments"] == [one["key"] for one in entry["attachments"]]
    words = Page(files["reflections.html"]).words
    assert "Opened by Ola Other on Wednesday 20 January 2027, 12:00." in words
    assert "that went along: 1." in words
