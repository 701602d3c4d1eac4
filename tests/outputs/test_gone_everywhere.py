"""Words taken back after publication are on no page, in no feed, file, picture, index or row."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.outputs.models import Output
from app.outputs.rules.easy_read import Line
from app.people.models import Person
from tests.make.outputs import Scene
from tests.make.retellings import easy_read, say_to_retold, translation
from tests.outputs.taking_back import SECRET, take_words_back, two_offers, whole_database

TOLD, TRANSLATED = "A big grey bird was seen.", "Daeth y crëyr glas adref."
TRACES = (SECRET, TOLD, TRANSLATED, "heron")


PARTS = ("", ".pdf", ".json", "/manifest.json", "/card.png", "/easy-read", "/cy")


def told_everywhere(scene: Scene) -> tuple[Output, Person, UUID]:
    """A published output, told in Easy Read and in Welsh too, and whose words it tells."""
    bea, cy, secret = two_offers(scene)
    output = scene.published(bea, cy)
    for one in (
        easy_read(scene, output, [Line(TOLD, source=secret), Line("Ours.")]),
        translation(scene, output, "cy", words=TRANSLATED),
    ):
        say_to_retold(scene, one, bea, secret)
    return output, bea, secret


@pytest.mark.parametrize("is_taken_back", [True, False])
def test_words_that_may_not_be_shown_any_more_are_nowhere_that_anyone_can_read(
    scene: Scene, client: FlaskClient, *, is_taken_back: bool
) -> None:
    output, bea, secret = told_everywhere(scene)
    own = f"/outputs/{output.slug}"
    pages = [f"{own}/1{part}" for part in PARTS]
    lists = ["/outputs/?q=heron", "/outputs/feed.atom", f"{own}/feed.atom", f"{own}/editions"]
    before = {place: client.get(place) for place in [*pages, *lists]}
    assert {sent.status_code for sent in before.values()} == {200}
    assert all(f"{own}/1" in before[place].text for place in [pages[0], *lists])
    if is_taken_back:
        take_words_back(scene, secret)
    else:
        scene.say(output, bea, "no")
    for place, sent in before.items():
        # Whoever kept it asks again, as they were told to, and hears that it is gone.
        now = client.get(place, headers={"If-None-Match": sent.headers.get("ETag", "")})
        assert now.status_code == (410 if place in pages else 200), place
        assert f"{own}/1" not in now.text
        assert not any(trace in now.text for trace in TRACES if trace not in place)


def test_words_taken_back_are_in_no_row(scene: Scene, db: Session) -> None:
    _, _, secret = told_everywhere(scene)
    rows = whole_database(db)
    assert [trace for trace in (SECRET, TOLD, "heron") if trace not in rows] == []
    db.rollback()
    take_words_back(scene, secret)
    rows = whole_database(db)
    assert [trace for trace in (SECRET, TOLD, "heron") if trace in rows] == []
