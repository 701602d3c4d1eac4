"""What a facilitator is told before anybody is asked, and before anything is published."""

from __future__ import annotations

from datetime import date

from flask.testing import FlaskClient
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.gateways.press import TypstPress
from app.kit.document import Document, Heading, Quote
from app.outputs.actions.build import build_all
from app.outputs.models import OutputEdition
from app.outputs.rules.files import places_not_drawn, too_large_sentence
from app.people.models import Person
from tests.make.outputs import HERON, Scene


def test_letters_that_cannot_be_printed_are_told_at_the_draft_with_where_they_are(
    scene: Scene, bea: Person, facilitator: FlaskClient
) -> None:
    scene.offer(bea, f"{HERON} 𒀀", picks=(0, 1))
    scene.offer(bea, "Tea first.")
    output = scene.ask()
    build_all(scene.sessions, TypstPress(), clock=scene.clock)
    assert scene.builds(output)[0].work["not_drawn"] == ["U+12000"]
    desk = f"/cohorts/{scene.cohort.slug}/outputs/{output.id}"
    told = facilitator.get(desk).text
    assert "cuneiform sign a (U+12000)" in told
    assert "whether another sign would do" in told
    draft = facilitator.get(f"{desk}/draft").text
    where = draft.split("what begins like this", 1)[1].split("</ul>")[0]
    assert HERON in where
    assert "Tea first." not in where


def test_a_file_that_is_hard_to_send_on_is_told_before_it_is_published(
    scene: Scene, bea: Person, facilitator: FlaskClient, db: Session
) -> None:
    scene.offer(bea, HERON)
    output = scene.drafted()
    scene.say(output, bea)
    edition = scene.edition(output)
    desk = f"/cohorts/{scene.cohort.slug}/outputs/{output.id}"
    assert "larger than 10 MB" not in facilitator.get(desk).text
    manifest = dict(edition.manifest or {})
    files = [{**file, "bytes": 11 * 1024 * 1024} for file in manifest["files"][:1]]
    db.execute(update(OutputEdition).values(manifest={**manifest, "files": files}))
    db.commit()
    assert "This report as a PDF is larger than 10 MB" in facilitator.get(desk).text


def test_files_that_are_small_enough_are_not_told() -> None:
    most = 10 * 1024 * 1024
    assert too_large_sentence([("pdf", most), ("docx", most)]) is None
    assert "a PDF and a Word document" in (
        too_large_sentence([("pdf", most + 1), ("docx", most + 1)]) or ""
    )


def test_only_what_people_read_tells_where_a_letter_is() -> None:
    blocks = (Heading(level=1, text="Plain"), Quote(text="Plain", attribution="𒀀 " * 60))
    document = Document(
        title="T", dated=date(2027, 1, 1), date_text="1 January 2027", blocks=blocks
    )
    (place,) = places_not_drawn(document, ["𒀀", "q"])
    assert place.startswith("Plain 𒀀")
    assert place.endswith("…")
    assert places_not_drawn(document, []) == []
