"""From a reflection to a public page and back, clicked through without scripts."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import SignIn
from tests.make.outputs import Scene
from tests.outputs.pages import send

TEXT = "I was late. The heron came back on Tuesday. I told nobody. Then I told my neighbour."
SHOWN = "The heron came back on Tuesday. […] Then I told my neighbour."
PRIVATE = "I told nobody."
TITLE = "What <b>we</b> learned [2027]"
ESCAPED = "What &lt;b&gt;we&lt;/b&gt; learned [2027]"


@dataclass(frozen=True)
class Walk:
    """An author, a facilitator and a reader, each in a browser of their own."""

    scene: Scene
    reflection: str
    author: FlaskClient
    facilitator: FlaskClient
    reader: FlaskClient

    @property
    def front(self) -> str:
        """Where the cohort's outputs are."""
        return f"/cohorts/{self.scene.cohort.slug}/outputs"

    def offer(self) -> str:
        """The author offers two sentences; what the pages say along the way."""
        picked = f"/contributions/new?reflection={self.reflection}&version=1&pick=1&pick=3"
        page = self.author.get(picked)
        done = send(
            self.author,
            page,
            "/contributions/",
            audience="public",
            named_as="standing",
            few_known="y",
        )
        return page.text + done.text

    def draft(self) -> str:
        """The facilitator asks for an output, it is made, and they ask its authors; its page."""
        page = send(self.facilitator, self.facilitator.get(self.front), self.front, title=TITLE)
        assert "The draft is being made" in page.text
        self.scene.build()
        desk = page.request.path
        page = send(self.facilitator, self.facilitator.get(desk), f"{desk}/questions")
        assert "The authors are asked." in page.text
        return desk

    def approve(self) -> str:
        """The author looks at the words in place and says yes; what the page showed."""
        place = find(r"/approvals/[0-9a-f-]{36}", self.author.get("/approvals/").text)
        page = self.author.get(place)
        done = send(self.author, page, f"{place}/answers", says="yes")
        assert "You said yes" in done.text
        return page.text

    def edition(self, desk: str) -> str:
        """The facilitator asks for the edition; where it can be read before it is published."""
        page = self.facilitator.get(desk)
        page = send(self.facilitator, page, f"{desk}/builds", purpose="edition")
        assert "The edition is being made" in page.text
        self.scene.build()
        return find(rf"{desk}/editions/[0-9a-f-]+", self.facilitator.get(desk).text)

    def publish(self, desk: str) -> str:
        """The facilitator publishes; where anyone can read it."""
        page = send(self.facilitator, self.facilitator.get(desk), f"{desk}/publications")
        assert "Anyone can read it now" in page.text
        return find(r"/outputs/what[a-z0-9-]+/\d", self.reader.get("/outputs/").text)

    def take_back(self) -> None:
        """The author takes the words back, after a page that asks whether they are sure."""
        text = self.author.get("/contributions/").text
        place = find(r"/contributions/[0-9a-f-]{36}/withdrawals", text)
        page = send(self.author, self.author.get(place), place)
        assert "Your words are taken back" in page.text

    def all_the_way(self) -> tuple[str, str]:
        """From the reflection to the public page; the facilitator's page and the public one."""
        self.offer()
        desk = self.draft()
        self.approve()
        self.edition(desk)
        return desk, self.publish(desk)


def find(pattern: str, text: str) -> str:
    """The first address of this form on a page."""
    found = re.search(pattern, text)
    assert found is not None, pattern
    return found[0]


@pytest.fixture
def walk(app: Flask, sign_in: SignIn, scene: Scene) -> Walk:
    """Bea wrote a reflection, Fay runs the cohort, somebody else reads."""
    bea = scene.author("Bea Example", standing="community_health_creator")
    return Walk(
        scene,
        str(scene.reflection(bea, TEXT)),
        sign_in(app.test_client(), bea),
        sign_in(app.test_client(), scene.facilitator),
        app.test_client(),
    )


def test_an_author_sees_their_words_as_they_would_stand_and_offers_them(walk: Walk) -> None:
    said = walk.offer()
    assert SHOWN in said
    assert PRIVATE not in said
    assert "Your words are offered" in said


def test_a_facilitator_sees_only_what_is_offered_with_the_chosen_name(walk: Walk) -> None:
    walk.offer()
    page = walk.facilitator.get(walk.front).text
    assert SHOWN in page
    assert "a community health creator" in page
    assert "Bea Example" not in page
    assert PRIVATE not in page


def test_an_author_says_yes_with_the_whole_page_around_the_words(walk: Walk) -> None:
    walk.offer()
    desk = walk.draft()
    assert SHOWN in walk.facilitator.get(f"{desk}/draft").text
    seen = walk.approve()
    assert "They stand here as" in seen
    assert ESCAPED in seen
    assert "How to read the numbers" in seen


def test_nothing_is_public_before_it_is_published(walk: Walk) -> None:
    walk.offer()
    desk = walk.draft()
    walk.approve()
    before = walk.edition(desk)
    assert SHOWN in walk.facilitator.get(before).text
    for ending in ("pdf", "docx", "xlsx"):
        file = walk.facilitator.get(f"{before}.{ending}")
        assert file.data.startswith(f"%{ending.upper()}".encode())
    assert "learned" not in walk.reader.get("/outputs/").text
    assert walk.reader.get("/outputs/what-we-learned-2027/1").status_code == 404


def test_a_published_edition_is_for_everyone(walk: Walk) -> None:
    _, public = walk.all_the_way()
    page = walk.reader.get(public).text
    assert SHOWN in page
    assert ESCAPED in page
    assert "Bea Example" not in page
    assert PRIVATE not in page
    for ending in ("pdf", "docx", "xlsx"):
        assert f'href="{public}.{ending}"' in page
        file = walk.reader.get(f"{public}.{ending}")
        assert file.data.startswith(f"%{ending.upper()}".encode())
    short = walk.reader.get(public.removesuffix("1"))
    assert short.location == public
    assert public in walk.author.get("/contributions/").text


def test_taken_back_words_are_gone_from_page_and_file_and_a_new_edition_follows(
    walk: Walk,
) -> None:
    desk, public = walk.all_the_way()
    walk.take_back()
    files = [f"{public}.{ending}" for ending in ("pdf", "docx", "xlsx", "json")]
    for gone in (public, *files, f"{public}/manifest.json"):
        answer = walk.reader.get(gone)
        assert answer.status_code == 410
        assert "heron" not in answer.text
        assert "A new edition is being made" in answer.text
    walk.scene.build()
    newer = walk.publish(desk)
    assert newer.endswith("/2")
    assert "heron" not in walk.reader.get(newer).text
    assert newer in walk.reader.get(public).text


def test_a_refused_publication_says_why_and_offers_a_fresh_edition(walk: Walk) -> None:
    walk.offer()
    desk = walk.draft()
    walk.approve()
    walk.edition(desk)
    before = walk.facilitator.get(desk)
    walk.take_back()
    page = send(walk.facilitator, before, f"{desk}/publications")
    assert page.status_code == 409
    assert "Nothing was published" in page.text
    walk.scene.build()
    assert "Edition 1 is ready" in walk.facilitator.get(desk).text
