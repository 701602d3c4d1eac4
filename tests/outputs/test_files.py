"""The files of an edition: of one tree, sent whole, and gone when words are taken back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from io import BytesIO
from random import Random

import docx
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.gateways.ports.press import DOCX, PDF, MadeFile
from app.gateways.press import TypstPress
from app.kit.document import Document
from app.kit.prints import NO_PRINTS, Print
from app.outputs.actions.build import build_all
from app.outputs.models import OutputBuild
from app.outputs.queries.files import PIECE
from tests.conftest import CountStatements, SignIn
from tests.gateways.test_word_files import style_of
from tests.make.outputs import Scene
from tests.make.press import PlainPress
from tests.outputs.ready import contents_of, ready_to_make
from tests.outputs.taking_back import take_words_back

HOSTILE = '=HYPERLINK("x") <b>&amp; שלום e\u0301 👍🏽'


def test_every_file_tells_the_same_words_letter_for_letter(scene: Scene, db: Session) -> None:
    ready_to_make(scene, words=HOSTILE)
    build_all(scene.sessions, TypstPress(), clock=scene.clock)
    files = contents_of(db)
    assert files["pdf"].startswith(b"%PDF")
    word = docx.Document(BytesIO(files["docx"]))
    assert HOSTILE in [one.text for one in word.paragraphs if style_of(one) == "Quote"]
    book = CalamineWorkbook.from_filelike(BytesIO(files["xlsx"]))
    (row,) = book.get_sheet_by_name("Words").to_python()[1:]
    assert row == ["In people's own words", 1.0, "Quote", "", HOSTILE, "Bea Example"]


class LargePress(PlainPress):
    """A press whose PDF is read in several pieces."""

    content = Random(1).randbytes(2 * PIECE)

    def make(
        self, document: Document, file_format: str, prints: Mapping[str, Print] = NO_PRINTS
    ) -> MadeFile:
        """A large file, and one that ends where a piece does."""
        made = super().make(document, file_format, prints)
        sizes = {PDF: 2 * PIECE - 1, DOCX: PIECE}
        return MadeFile(self.content[: sizes[file_format]]) if file_format in sizes else made


def test_a_large_file_is_sent_whole(
    scene: Scene, client: FlaskClient, facilitator: FlaskClient, count_statements: CountStatements
) -> None:
    output, _ = ready_to_make(scene)
    scene.build(LargePress())
    edition = scene.editions(output)[0]
    before = f"/cohorts/{scene.cohort.slug}/outputs/{output.id}/editions/{edition.id}"
    for ending, size in ((".pdf", 2 * PIECE - 1), (".docx", PIECE)):
        kept = facilitator.get(f"{before}{ending}")
        assert (kept.content_length, kept.data) == (size, LargePress.content[:size])
    scene.publish(output, edition)
    place = f"/outputs/{output.slug}/1"
    statements = {}
    for ending, size in ((".pdf", 2 * PIECE - 1), (".docx", PIECE)):
        with count_statements() as statements[ending]:
            sent = client.get(f"{place}{ending}")
        assert (sent.content_length, sent.data) == (size, LargePress.content[:size])
        again = client.get(f"{place}{ending}", headers={"If-None-Match": sent.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
    # One for each megabyte.
    assert len(statements[".pdf"]) == len(statements[".docx"]) + 1


def test_when_words_are_taken_back_no_file_and_no_hash_of_them_is_left(
    scene: Scene, db: Session
) -> None:
    output, bea = ready_to_make(scene)
    scene.build()
    scene.publish(output, scene.editions(output)[0])
    assert len(contents_of(db)) == 4
    db.rollback()
    (selection,) = scene.selections(output)
    take_words_back(scene, selection.contribution_id)
    (edition,) = scene.editions(output)
    assert (edition.manifest, edition.document) == (None, None)
    assert contents_of(db) == {}
    assert bea.name not in json.dumps(scene.builds(output)[-1].work)


def test_the_facilitator_sees_every_part_of_the_work_and_which_are_done(
    scene: Scene, client: FlaskClient, sign_in: SignIn, db: Session
) -> None:
    output, _ = ready_to_make(scene)
    db.execute(
        update(OutputBuild).where(OutputBuild.state == "queued").values(state="working", stage=8)
    )
    db.commit()
    sign_in(client, scene.facilitator)
    page = client.get(f"/cohorts/{scene.cohort.slug}/outputs/{output.id}").text
    told = " ".join(page.split())
    assert "Printing the PDF: done" in told
    assert "Writing the Word document: <strong>now</strong>" in told
    assert "Noting what the edition is made of: to come" in told
    assert "It is being made now" in told
