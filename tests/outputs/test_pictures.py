"""Stories and pictures on their way into a report, and out of it again."""

from __future__ import annotations

import json
from hashlib import sha256
from io import BytesIO
from uuid import UUID

import docx
import pikepdf
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.gateways.press import TypstPress
from app.outputs.actions.build import build_all
from app.outputs.errors import EditionGone
from app.outputs.models import (
    ContributionPicture,
    EditionPicture,
    Output,
    OutputEdition,
    OutputFile,
)
from app.people.models import Person
from tests.make.gifts import SHOWS, TALE, give, give_picture
from tests.make.outputs import HERON, Scene
from tests.make.prints import make_picture
from tests.outputs.taking_back import take_words_back

FILE = make_picture(1600, 1200, grain=40)
NAME = sha256(FILE).hexdigest()


@pytest.fixture
def given(scene: Scene, bea: Person) -> UUID:
    """A picture beside a story and a quote, of one author."""
    scene.offer(bea, HERON)
    give(scene, bea, title="The gate")
    return give_picture(scene, bea, content=FILE)


def _published(scene: Scene, bea: Person) -> Output:
    output = scene.drafted()
    scene.say(output, bea)
    scene.publish(output, scene.edition(output))
    return output


def _prints(db: Session) -> list[EditionPicture]:
    return list(db.scalars(select(EditionPicture)))


def test_a_report_holds_them_and_its_picture_is_small_enough_to_send(
    scene: Scene, bea: Person, given: UUID, db: Session, client: FlaskClient
) -> None:
    output = _published(scene, bea)
    (kept,) = _prints(db)
    assert (kept.sha256, max(kept.width, kept.height)) == (NAME, 1200)
    page = client.get(f"/outputs/{output.slug}/1").text
    place = f"/outputs/{output.slug}/1/pictures/{NAME}"
    for told in ("The gate", "Then somebody asked", f'src="{place}"', f'alt="{SHOWS}"'):
        assert told in page
    answer = client.get(place)
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert sha256(answer.data).hexdigest() == kept.print_sha256
    assert client.get(place, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert "no-cache" in answer.headers["Cache-Control"]
    assert client.get(f"{place[:-1]}0").status_code == 404
    assert client.get(f"/outputs/{output.slug}/9/pictures/{NAME}").status_code == 404


def test_the_manifest_has_the_hash_of_each_picture_and_of_its_print(
    scene: Scene, bea: Person, given: UUID, db: Session
) -> None:
    output = _published(scene, bea)
    manifest = scene.editions(output)[0].manifest or {}
    (kept,) = _prints(db)
    assert manifest["pictures"] == [
        {"sha256": NAME, "bytes": len(kept.content), "print_sha256": kept.print_sha256}
    ]
    tree = scene.editions(output)[0].document or {}
    shown = [tree["blocks"][one["block"]]["kind"] for one in manifest["words"]]
    assert sorted(shown) == ["picture", "quote", "story"]


def test_a_real_press_puts_them_into_its_files(
    scene: Scene, bea: Person, given: UUID, db: Session
) -> None:
    output = scene.drafted()
    scene.say(output, bea)
    scene.ask_edition(output)
    build_all(scene.sessions, TypstPress(), clock=scene.clock)
    files = {file.format: file.content for file in db.scalars(select(OutputFile))}
    word = docx.Document(BytesIO(files["docx"]))
    assert next(one._inline.docPr.get("descr") for one in word.inline_shapes) == SHOWS
    with pikepdf.open(BytesIO(files["pdf"])) as pdf:
        kinds = [str(one.get("/Subtype")) for one in pdf.objects if isinstance(one, pikepdf.Stream)]
    assert "/Image" in kinds


def test_who_takes_a_picture_back_has_it_taken_from_everywhere(
    scene: Scene, bea: Person, given: UUID, db: Session, client: FlaskClient
) -> None:
    output = _published(scene, bea)
    take_words_back(scene, given)
    assert _prints(db) == []
    assert list(db.scalars(select(ContributionPicture))) == []
    assert client.get(f"/outputs/{output.slug}/1/pictures/{NAME}").status_code == 410
    scene.build()
    db.rollback()
    assert _prints(db) == []
    told = json.dumps([one.document for one in scene.editions(output)])
    assert NAME not in told
    assert SHOWS not in told


def test_a_picture_is_seen_before_by_those_who_may_read_the_draft_alone(
    scene: Scene,
    bea: Person,
    given: UUID,
    author: FlaskClient,
    facilitator: FlaskClient,
    stranger: FlaskClient,
    client: FlaskClient,
) -> None:
    output = scene.drafted()
    selection = scene.selections(output)[0]
    desk = f"/cohorts/{scene.cohort.slug}/outputs/{output.id}"
    draft, asked = f"{desk}/draft/pictures/{NAME}", f"/approvals/{selection.id}/pictures/{NAME}"
    assert draft in facilitator.get(f"{desk}/draft").text
    assert asked in author.get(f"/approvals/{selection.id}").text
    assert facilitator.get(draft).data == author.get(asked).data == FILE
    assert {author.get(draft).status_code, facilitator.get(asked).status_code} == {404}
    assert {stranger.get(place).status_code for place in (draft, asked)} == {404}
    assert {client.get(place).status_code for place in (draft, asked)} == {302}
    assert facilitator.get(f"{draft[:-1]}x").status_code == 404
    scene.say(output, bea)
    before = f"{desk}/editions/{scene.edition(output).id}"
    assert f"{before}/pictures/{NAME}" in facilitator.get(before).text
    assert facilitator.get(f"{before}/pictures/{NAME}").status_code == 200
    assert author.get(f"{before}/pictures/{NAME}").status_code == 404


def test_a_picture_that_is_not_what_was_given_is_left_out(
    scene: Scene, bea: Person, given: UUID, db: Session
) -> None:
    db.execute(update(ContributionPicture).values(content=make_picture(seed=9)))
    db.commit()
    output = scene.drafted()
    (draft,) = scene.builds(output)
    assert draft.work["left_out"] == 1
    assert len(scene.selections(output)) == 2
    assert NAME not in json.dumps(draft.document)


def test_a_picture_that_changes_after_the_yes_is_found_before_anything_is_frozen(
    scene: Scene, bea: Person, given: UUID, db: Session
) -> None:
    output = scene.drafted()
    scene.say(output, bea)
    db.execute(update(ContributionPicture).values(alternative="Another gate"))
    db.commit()
    edition = scene.edition(output)
    assert NAME not in json.dumps(edition.document)


@pytest.mark.parametrize("field", [{"content": b"other"}, {"sha256": "0" * 64}])
def test_a_print_that_is_not_as_it_was_frozen_is_not_published(
    scene: Scene, bea: Person, given: UUID, db: Session, field: dict[str, object]
) -> None:
    output = scene.drafted()
    scene.say(output, bea)
    edition = scene.edition(output)
    db.execute(update(EditionPicture).values(**field))
    db.commit()
    with pytest.raises(EditionGone):
        scene.publish(output, edition)


def test_the_same_picture_given_twice_is_kept_once(
    scene: Scene, bea: Person, given: UUID, db: Session
) -> None:
    give_picture(scene, bea, content=FILE, text="Again")
    output = _published(scene, bea)
    assert len(_prints(db)) == 1
    (edition,) = scene.editions(output)
    kinds = [block["kind"] for block in (edition.document or {})["blocks"]]
    assert kinds.count("picture") == 2


def test_an_edition_whose_last_day_is_over_has_no_pictures(
    scene: Scene, bea: Person, given: UUID, db: Session
) -> None:
    _published(scene, bea)
    db.execute(update(OutputEdition).values(shown_until=scene.now()))
    db.commit()
    scene.build()
    assert [one for one in _prints(db) if one.edition_id == _first(scene, db)] == []


def _first(scene: Scene, db: Session) -> UUID:
    return db.scalars(select(OutputEdition.id).where(OutputEdition.number == 1)).one()


def test_a_story_and_its_title_stand_letter_for_letter(
    scene: Scene, bea: Person, given: UUID, client: FlaskClient
) -> None:
    hard = "<b>&amp; שלום e\u0301 👍🏽"
    give(scene, bea, text=f"{hard}\n\n{TALE}", title=hard)
    output = _published(scene, bea)
    tree = client.get(f"/outputs/{output.slug}/1.json").get_json()
    titles = [block["title"] for block in tree["blocks"] if block["kind"] == "story"]
    assert titles == ["The gate", hard]
    page = client.get(f"/outputs/{output.slug}/1").text
    assert "&lt;b&gt;&amp;amp; שלום" in page
    assert "<b>" not in page
