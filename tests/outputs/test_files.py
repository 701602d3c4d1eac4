"""The files of an edition: of one tree, hashed in a manifest, honest about what they lack."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from io import BytesIO
from random import Random

import docx
import pytest
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy import Update, select, update
from sqlalchemy.orm import Session

from app.gateways.ports.press import DOCX, PDF, MadeFile
from app.gateways.press import TypstPress
from app.kit.document import Document, Heading, Quote
from app.kit.prints import NO_PRINTS, Print
from app.outputs.actions.build import build_all
from app.outputs.errors import EditionGone
from app.outputs.models import Output, OutputBuild, OutputEdition, OutputFile
from app.outputs.queries.files import PIECE
from app.outputs.rules.files import not_drawn_sentence
from app.outputs.rules.manifest import SourceWords, is_word_for_word
from app.outputs.rules.words import hash_of, hash_of_tree
from app.people.models import Person
from tests.conftest import CountStatements, SignIn
from tests.gateways.test_word_files import style_of
from tests.make.outputs import HERON, Scene
from tests.make.press import PlainPress
from tests.make.progress import finish_steps
from tests.outputs.taking_back import take_words_back

HOSTILE = '=HYPERLINK("x") <b>&amp; שלום e\u0301 👍🏽'
NEVER_DRAWN = "𒀀"


class LackingPress(PlainPress):
    """A press whose fonts lack a letter."""

    def make(
        self, document: Document, file_format: str, prints: Mapping[str, Print] = NO_PRINTS
    ) -> MadeFile:
        """The file, with a letter that its PDF does not show."""
        made = super().make(document, file_format, prints)
        return MadeFile(made.content, (NEVER_DRAWN,)) if file_format == PDF else made


def _ready(scene: Scene, *, words: str = HERON) -> tuple[Output, Person]:
    """An output whose author said yes; its edition is asked for."""
    bea = scene.author()
    scene.offer(bea, words)
    output = scene.drafted()
    scene.say(output, bea)
    scene.ask_edition(output)
    return output, bea


def _contents(db: Session) -> dict[str, bytes]:
    return {file.format: file.content for file in db.scalars(select(OutputFile))}


def test_every_file_tells_the_same_words_letter_for_letter(scene: Scene, db: Session) -> None:
    _ready(scene, words=HOSTILE)
    build_all(scene.sessions, TypstPress(), clock=scene.clock)
    files = _contents(db)
    assert files["pdf"].startswith(b"%PDF")
    word = docx.Document(BytesIO(files["docx"]))
    assert HOSTILE in [one.text for one in word.paragraphs if style_of(one) == "Quote"]
    book = CalamineWorkbook.from_filelike(BytesIO(files["xlsx"]))
    (row,) = book.get_sheet_by_name("Words").to_python()[1:]
    assert row == ["In people's own words", 1.0, "Quote", "", HOSTILE, "Bea Example"]


def test_the_manifest_has_the_hash_of_each_source_and_file(scene: Scene, db: Session) -> None:
    output, _ = _ready(scene)
    scene.build()
    (edition,) = scene.editions(output)
    made = edition.manifest or {}
    tree = edition.document or {}
    assert made["tree_sha256"] == hash_of_tree(tree) == edition.sha256
    (words,) = made["words"]
    assert words["sha256"] == hash_of(HERON)
    assert tree["blocks"][words["block"]]["text"] == HERON
    assert {file["format"]: file["sha256"] for file in made["files"]} == {
        name: sha256(content).hexdigest() for name, content in _contents(db).items()
    }


def test_the_manifest_gives_away_nobody_and_no_small_number(scene: Scene, db: Session) -> None:
    finish_steps(db, scene.cohort, people=12, done=5)
    output, bea = _ready(scene)
    scene.build()
    (edition,) = scene.editions(output)
    told = json.dumps(edition.manifest)
    (selection,) = scene.selections(output)
    for hidden in (bea.id, selection.id, selection.contribution_id, output.id, bea.name):
        assert str(hidden) not in told
    figures = [block for block in edition.document["blocks"] if block["kind"] in ("chart", "table")]  # type: ignore[index]
    assert [figure["sha256"] for figure in edition.manifest["figures"]] == [  # type: ignore[index]
        hash_of_tree(figure) for figure in figures
    ]
    # With 3 or 5 instead of 4 the hash is the same: nobody finds a number by trying.
    assert "fewer than 8" in json.dumps(figures)


def test_the_tree_is_open_to_programs_as_its_hash_counts_it(
    scene: Scene, client: FlaskClient
) -> None:
    output, _ = _ready(scene)
    scene.build()
    scene.publish(output, scene.editions(output)[0])
    place = f"/outputs/{output.slug}/1"
    tree = client.get(f"{place}.json")
    made = client.get(f"{place}/manifest.json")
    assert sha256(tree.data).hexdigest() == made.get_json()["tree_sha256"]
    assert Document.from_json(tree.get_json()).title == output.title
    assert client.get(f"{place}.json", headers={"If-None-Match": tree.headers["ETag"]}).data == b""


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
    output, _ = _ready(scene)
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


def test_before_it_is_published_there_is_neither_tree_nor_manifest(
    scene: Scene, client: FlaskClient
) -> None:
    output, _ = _ready(scene)
    scene.build()
    for ending in (".json", "/manifest.json", ".docx", ".xlsx", ".exe"):
        assert client.get(f"/outputs/{output.slug}/1{ending}").status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        update(OutputFile).where(OutputFile.format == "docx").values(content=b"other"),
        update(OutputEdition).values(manifest=None),
        update(OutputEdition).values(sha256=hash_of("other")),
    ],
)
def test_an_edition_that_is_not_as_it_was_frozen_is_not_published(
    scene: Scene, db: Session, change: Update
) -> None:
    output, _ = _ready(scene)
    scene.build()
    db.execute(change)
    db.commit()
    with pytest.raises(EditionGone):
        scene.publish(output, scene.editions(output)[0])


def test_when_words_are_taken_back_no_file_and_no_hash_of_them_is_left(
    scene: Scene, db: Session
) -> None:
    output, bea = _ready(scene)
    scene.build()
    scene.publish(output, scene.editions(output)[0])
    assert len(_contents(db)) == 4
    db.rollback()
    (selection,) = scene.selections(output)
    take_words_back(scene, selection.contribution_id)
    (edition,) = scene.editions(output)
    assert (edition.manifest, edition.document) == (None, None)
    assert _contents(db) == {}
    assert bea.name not in json.dumps(scene.builds(output)[-1].work)


def test_an_edition_from_before_there_were_manifests_still_offers_its_pdf(
    scene: Scene, db: Session, client: FlaskClient
) -> None:
    output, _ = _ready(scene)
    scene.build()
    scene.publish(output, scene.editions(output)[0])
    db.execute(update(OutputEdition).values(manifest=None))
    db.commit()
    page = client.get(f"/outputs/{output.slug}/1").text
    assert f"/outputs/{output.slug}/1.pdf" in page
    assert ".docx" not in page
    assert "manifest.json" not in page
    assert client.get(f"/outputs/{output.slug}/1/manifest.json").status_code == 404


def test_a_letter_that_no_font_has_is_told_to_the_facilitator_and_fails_nothing(
    scene: Scene, client: FlaskClient, sign_in: SignIn
) -> None:
    output, _ = _ready(scene)
    scene.build(LackingPress())
    sign_in(client, scene.facilitator)
    page = client.get(f"/cohorts/{scene.cohort.slug}/outputs/{output.id}").text
    assert "cuneiform sign a (U+12000)" in page
    assert "a box stands for it" in page
    assert scene.publish(output, scene.editions(output)[0]) == 1


def test_when_every_letter_can_be_drawn_nothing_is_said(
    scene: Scene, client: FlaskClient, sign_in: SignIn
) -> None:
    output, _ = _ready(scene)
    scene.build()
    sign_in(client, scene.facilitator)
    page = client.get(f"/cohorts/{scene.cohort.slug}/outputs/{output.id}").text
    assert "no drawing in our fonts" not in page


def test_the_facilitator_sees_every_part_of_the_work_and_which_are_done(
    scene: Scene, client: FlaskClient, sign_in: SignIn, db: Session
) -> None:
    output, _ = _ready(scene)
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


def test_many_letters_are_counted_and_some_named() -> None:
    assert not_drawn_sentence([]) is None
    sentence = not_drawn_sentence([chr(0x12000 + number) for number in range(11)] * 2)
    assert sentence is not None
    assert sentence.startswith("11 characters have no drawing")
    assert "and 3 more" in sentence
    assert "U+E000" in (not_drawn_sentence(["\ue000"]) or "")


@pytest.mark.parametrize(
    "shown",
    [hash_of("Bea\nOther words."), hash_of("Cy\nWords."), hash_of("Bea\nWords. ")],
)
def test_a_quote_that_is_not_what_its_author_saw_is_found(shown: str) -> None:
    tree = Document(
        title="T",
        dated=date(2027, 1, 1),
        date_text="1 January 2027",
        blocks=(Heading(level=1, text="H"), Quote(text="Words.", attribution="Bea")),
    )
    assert is_word_for_word(tree, [SourceWords(1, "", hash_of("Bea\nWords."))])
    assert not is_word_for_word(tree, [SourceWords(1, "", shown)])
    assert not is_word_for_word(tree, [])
