"""What a session offers so that everybody can take part, kept as lines of text."""

from __future__ import annotations

from collections.abc import Sequence

from app.post.rules.tongues import IN_ENGLISH, Tongue, mark

# The words on the form, in its order, and the lines that are kept.
OFFERS = {
    "step_free": mark("Step-free way in"),
    "toilet": mark("Accessible toilet"),
    "hearing_loop": mark("Hearing loop"),
    "captions": mark("Captions on the screen"),
    "interpreter": mark("Interpreter"),
    "quiet_room": mark("Quiet room"),
    "childcare": mark("Childcare"),
    "travel_paid": mark("Travel is paid"),
    "food": mark("Food and drink"),
}
LONGEST_MORE = 300


def access_lines(offers: Sequence[str], more: str) -> str:
    """What is kept: a line for each thing offered, in the order of the form, and what was added."""
    lines = [words for offer, words in OFFERS.items() if offer in offers]
    return "\n".join([*lines, *(line.strip() for line in more.splitlines() if line.strip())])


def read_access(text: str) -> tuple[list[str], str]:
    """What was ticked, and what was added in the person's own words."""
    lines = text.splitlines()
    offers = [offer for offer, words in OFFERS.items() if words in lines]
    return offers, "\n".join(line for line in lines if line not in OFFERS.values())


def say_access(text: str, tongue: Tongue = IN_ENGLISH) -> str:
    """The lines as one sentence part, such as `Hearing loop, Quiet room`."""
    offered = OFFERS.values()
    lines = [tongue.say(line) if line in offered else line for line in text.splitlines()]
    return ", ".join(lines) or tongue.say("nothing")
