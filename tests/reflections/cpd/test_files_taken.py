"""Pictures and voice notes go along: to somebody's own file always, to an appraisal when ticked."""

from __future__ import annotations

import io
from urllib.parse import unquote
from uuid import UUID

from docx import Document
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.people.models import Person
from tests.browser_like import hidden_fields, post
from tests.make.attachments import kept_files, make_attachment
from tests.make.cpd import make_record
from tests.make.reflections import make_reflection
from tests.progress.reading import html_of, words_of
from tests.reflections.cpd.belongings import PICTURE, SOUND
from tests.reflections.cpd.unpacking import Page, data_of, everything, taken, tick


def test_pictures_and_voice_notes_lie_beside_the_page_and_are_found_from_it(
    db: Session, client: FlaskClient, person: Person, own: UUID
) -> None:
    make_attachment(db, person, make_reflection(db, person, "Another."), name="b.jpg")
    db.commit()
    said = words_of(client, "/reflections/exports/new")
    assert "your 3 pictures and voice notes" in said
    assert "in parts" not in said
    files = everything(client)
    held = [one.content for one in kept_files(db, person)]
    places = [PICTURE, SOUND, "files/2027-01-20-03-b.jpg"]
    assert [files[place] for place in places] == held
    page = Page(files["reflections.html"])
    links = [unquote(facts["href"] or "") for name, facts in page.tags if name == "a"]
    assert links == places
    assert "A <b>heron</b>" in page.words
    told = data_of(files)["entries"][0]["attachments"]
    assert [(one["file"], one["name"], one["description"]) for one in told] == [
        (PICTURE, "the heron? early.jpg", "A <b>heron</b>"),
        (SOUND, "note.wav", ""),
    ]
    assert told[0]["kind"] == "picture"
    assert told[0]["bytes"] == len(held[0])


def test_files_go_to_an_appraisal_only_where_they_are_ticked_with_the_words(
    db: Session, client: FlaskClient, person: Person, own: UUID
) -> None:
    record = make_record(db, person, "Counted", reflection=own)
    db.commit()
    assert "its 2 pictures and voice notes" in words_of(client, "/cpd/exports/new?year=2026")
    for with_words, with_files in (((), ()), ((), [record]), ([record], ())):
        tick(client, [record], with_words, with_files)
        page = html_of(client, "/cpd/exports/preview?year=2026")
        assert "/attachments/" not in page
        assert "Nobody has looked at the pictures" not in page
        files = taken(client)
        assert sorted(files) == ["cpd.docx", "cpd.html", "cpd.json"]
        assert "heron" not in b"".join(files.values()).decode("latin-1")
    tick(client, [record], [record], [record])
    answer = client.get("/cpd/exports/preview?year=2026")
    assert answer.text.count("<audio") == 1
    assert "media-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "Nobody has looked at the pictures" in answer.text
    assert "A &lt;b&gt;heron" in answer.text
    files = taken(client)
    assert {PICTURE, SOUND} < files.keys()
    assert [one["file"] for one in data_of(files)["entries"][0]["attachments"]] == [PICTURE, SOUND]
    paper = "\n".join(one.text for one in Document(io.BytesIO(files["cpd.docx"])).paragraphs)
    for told in (paper, Page(files["cpd.html"]).words):
        assert "Picture: the heron? early.jpg" in told
        assert "A <b>heron</b>" in told


def test_a_file_that_was_added_since_the_look_is_shown_before_there_is_a_file(
    db: Session, client: FlaskClient, person: Person, own: UUID
) -> None:
    record = make_record(db, person, "Counted", reflection=own)
    db.commit()
    tick(client, [record], [record], [record])
    fields = hidden_fields(html_of(client, "/cpd/exports/preview?year=2026"))
    make_attachment(db, person, own, description="Added later")
    db.commit()
    answer = post(client, "/cpd/exports", {"year": 2026, "mark": fields["mark"]})
    assert answer.status_code == 409
    assert "Added later" in answer.text
