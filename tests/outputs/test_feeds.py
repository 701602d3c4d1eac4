"""Feeds of what is published: their ids stay, they are asked for again, and they hold no quote."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from flask.testing import FlaskClient

from app.people.models import Person
from tests.make.outputs import HERON, Scene

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = '<b>"&]]>'


def entries(client: FlaskClient, place: str) -> list[tuple[str, str]]:
    """The id and title of each entry of a feed."""
    found = ET.fromstring(client.get(place).data).findall(f"{ATOM}entry")  # noqa: S314 - our own
    return [(one.findtext(f"{ATOM}id", ""), one.findtext(f"{ATOM}title", "")) for one in found]


def test_a_feed_lists_each_edition_under_an_id_that_stays(
    scene: Scene, bea: Person, client: FlaskClient
) -> None:
    scene.offer(bea, HERON)
    output = scene.published(bea, title=HOSTILE)
    own = f"/outputs/{output.slug}/feed.atom"
    (first,) = entries(client, own)
    assert first == (f"tag:learning.example,2026:/outputs/{output.slug}/1", HOSTILE)
    scene.clock.move(hours=1)
    scene.publish(output, scene.edition(output))
    assert entries(client, own)[1] == first
    assert entries(client, "/outputs/feed.atom") == entries(client, own)
    for place in ("/outputs/", f"/outputs/{output.slug}/2"):
        assert 'type="application/atom+xml"' in client.get(place).text.split("</head>")[0]


def test_a_feed_is_sent_once_and_asked_for_again(
    scene: Scene, bea: Person, client: FlaskClient
) -> None:
    scene.offer(bea, HERON)
    output = scene.published(bea)
    places = ("/outputs/feed.atom", f"/outputs/{output.slug}/feed.atom")
    tags = {}
    for place in places:
        sent = client.get(place)
        assert sent.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
        assert sent.headers["Cache-Control"] == "public, no-cache"
        # A day would not tell that something was taken down since.
        assert "Last-Modified" not in sent.headers
        assert HERON not in sent.text
        tags[place] = {"If-None-Match": sent.headers["ETag"]}
        again = client.get(place, headers=tags[place])
        assert (again.status_code, again.data) == (304, b"")
    scene.say(output, bea, "no")
    for place in places:
        assert client.get(place, headers=tags[place]).status_code == 200
        assert entries(client, place) == []


def test_there_is_no_feed_of_what_was_never_published(scene: Scene, client: FlaskClient) -> None:
    assert client.get("/outputs/nothing/feed.atom").status_code == 404
    assert entries(client, "/outputs/feed.atom") == []
    output = scene.drafted()
    assert client.get(f"/outputs/{output.slug}/feed.atom").status_code == 404
