"""The manifest of an edition: a hash of each source and file, and nothing of anybody."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Update, update
from sqlalchemy.orm import Session

from app.kit.document import Document, Heading, Quote
from app.outputs.errors import EditionGone
from app.outputs.models import OutputEdition, OutputFile
from app.outputs.rules.manifest import SourceWords, is_word_for_word
from app.outputs.rules.words import hash_of, hash_of_tree
from tests.make.outputs import HERON, Scene
from tests.make.progress import finish_steps
from tests.outputs.ready import contents_of, ready_to_make


def test_the_manifest_has_the_hash_of_each_source_and_file(scene: Scene, db: Session) -> None:
    output, _ = ready_to_make(scene)
    scene.build()
    (edition,) = scene.editions(output)
    made = edition.manifest or {}
    tree = edition.document or {}
    assert made["tree_sha256"] == hash_of_tree(tree) == edition.sha256
    (words,) = made["words"]
    assert words["sha256"] == hash_of(HERON)
    assert tree["blocks"][words["block"]]["text"] == HERON
    assert {file["format"]: file["sha256"] for file in made["files"]} == {
        name: sha256(content).hexdigest() for name, content in contents_of(db).items()
    }


def test_the_manifest_gives_away_nobody_and_no_small_number(scene: Scene, db: Session) -> None:
    finish_steps(db, scene.cohort, people=12, done=5)
    output, bea = ready_to_make(scene)
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
    output, _ = ready_to_make(scene)
    scene.build()
    scene.publish(output, scene.editions(output)[0])
    place = f"/outputs/{output.slug}/1"
    tree = client.get(f"{place}.json")
    made = client.get(f"{place}/manifest.json")
    assert sha256(tree.data).hexdigest() == made.get_json()["tree_sha256"]
    assert Document.from_json(tree.get_json()).title == output.title
    assert client.get(f"{place}.json", headers={"If-None-Match": tree.headers["ETag"]}).data == b""


def test_before_it_is_published_there_is_neither_tree_nor_manifest(
    scene: Scene, client: FlaskClient
) -> None:
    output, _ = ready_to_make(scene)
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
    output, _ = ready_to_make(scene)
    scene.build()
    db.execute(change)
    db.commit()
    with pytest.raises(EditionGone):
        scene.publish(output, scene.editions(output)[0])


def test_an_edition_from_before_there_were_manifests_still_offers_its_pdf(
    scene: Scene, db: Session, client: FlaskClient
) -> None:
    output, _ = ready_to_make(scene)
    scene.build()
    scene.publish(output, scene.editions(output)[0])
    db.execute(update(OutputEdition).values(manifest=None))
    db.commit()
    page = client.get(f"/outputs/{output.slug}/1").text
    assert f"/outputs/{output.slug}/1.pdf" in page
    assert ".docx" not in page
    assert "manifest.json" not in page
    assert client.get(f"/outputs/{output.slug}/1/manifest.json").status_code == 404


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
