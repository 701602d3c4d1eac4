"""A letter that no font has is told, and fails nothing."""

from __future__ import annotations

from collections.abc import Mapping

from flask.testing import FlaskClient

from app.gateways.ports.press import PDF, MadeFile
from app.kit.document import Document
from app.kit.prints import NO_PRINTS, Print
from app.outputs.rules.files import not_drawn_sentence
from tests.conftest import SignIn
from tests.make.outputs import Scene
from tests.make.press import PlainPress
from tests.outputs.ready import ready_to_make

NEVER_DRAWN = "𒀀"


class LackingPress(PlainPress):
    """A press whose fonts lack a letter."""

    def make(
        self, document: Document, file_format: str, prints: Mapping[str, Print] = NO_PRINTS
    ) -> MadeFile:
        """The file, with a letter that its PDF does not show."""
        made = super().make(document, file_format, prints)
        return MadeFile(made.content, (NEVER_DRAWN,)) if file_format == PDF else made


def test_a_letter_that_no_font_has_is_told_to_the_facilitator_and_fails_nothing(
    scene: Scene, client: FlaskClient, sign_in: SignIn
) -> None:
    output, _ = ready_to_make(scene)
    scene.build(LackingPress())
    sign_in(client, scene.facilitator)
    page = client.get(f"/cohorts/{scene.cohort.slug}/outputs/{output.id}").text
    assert "cuneiform sign a (U+12000)" in page
    assert "a box stands for it" in page
    assert scene.publish(output, scene.editions(output)[0]) == 1


def test_when_every_letter_can_be_drawn_nothing_is_said(
    scene: Scene, client: FlaskClient, sign_in: SignIn
) -> None:
    output, _ = ready_to_make(scene)
    scene.build()
    sign_in(client, scene.facilitator)
    page = client.get(f"/cohorts/{scene.cohort.slug}/outputs/{output.id}").text
    assert "no drawing in our fonts" not in page


def test_many_letters_are_counted_and_some_named() -> None:
    assert not_drawn_sentence([]) is None
    sentence = not_drawn_sentence([chr(0x12000 + number) for number in range(11)] * 2)
    assert sentence is not None
    assert sentence.startswith("11 characters have no drawing")
    assert "and 3 more" in sentence
    assert "U+E000" in (not_drawn_sentence(["\ue000"]) or "")
