"""The texts that ask for a yes say what they mean however long the title of the report is."""

from __future__ import annotations

import pytest

from app.outputs.letters import Place, approval_letter, reminder_letter, reply_letter
from app.outputs.rules.stages import LONGEST_TITLE
from app.post.languages import read_tongues
from app.post.rules.own_links import with_own_links
from app.post.rules.short import CUT, LONGEST_SHORT, ROOM_FOR_LINK

LONG = ("What we found out together about our lunches " * 4)[:LONGEST_TITLE]
STAYS_OUT = {
    "en": ("Without your yes, your words stay out of the report “What we found out", "”. Look"),
    "cy": ("Heb i chi ddweud ie, bydd eich geiriau'n aros allan o'r adroddiad “What", "”. "),
}
LOOK_AGAIN = {"en": "right like that now.", "cy": "yw'n iawn fel hynny nawr."}


def place(tongue: str, channel: str) -> Place:
    """Where a letter about words in a report with the longest title stands."""
    site = "https://a-rather-long-name-of-a-learning-platform.example"
    return Place("Bea", LONG, "Heron Street", site, read_tongues().of(tongue), channel)


def written(short: str) -> str:
    """A text as it is sent, with a link as long as links are."""
    return with_own_links(short, lambda _: ROOM_FOR_LINK)


@pytest.mark.parametrize("tongue", ["en", "cy"])
@pytest.mark.parametrize("channel", ["text", "email"])
def test_only_the_title_is_cut(tongue: str, channel: str) -> None:
    at = place(tongue, channel)
    begins, goes_on = STAYS_OUT[tongue]
    for draft in (approval_letter(at), reminder_letter(at)):
        text = written(draft.short)
        assert len(text) <= LONGEST_SHORT
        assert text.startswith(begins)
        assert f"{CUT}{goes_on}" in text
    reply = written(reply_letter(at, asks=True).short)
    assert len(reply) <= LONGEST_SHORT
    assert f"{CUT}”:" in reply
    assert LOOK_AGAIN[tongue] in reply
