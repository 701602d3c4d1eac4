"""The letter that says what there is to catch up on after a session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.cohorts.letters import Contact, say_how_to_reach
from app.gatherings.letters import Text
from app.gatherings.letters.short import in_one_text, short_title
from app.gatherings.rules.catch_up import Material
from app.post.rules.tongues import Tongue, mark

RATHER = mark("Would you rather talk it through, or have it on paper? Were you there after all?")
WHEN_DONE = mark("When you have done it, or do not need it, you can say so here:")
WHEN_DONE_BY_HAND = mark(
    "When you have done it, or do not need it, you can say so to whoever brings you this."
)
AWAY = mark(
    "Nobody can be there every time, and that is fine. Here is what you can catch up on. Do it "
    "when it suits you."
)
NOT_NOTED = mark(
    "We have no note of whether you were there. If you were, thank you: you do not need to do "
    "anything. If you were not, that is fine. Here is what you can catch up on when it suits you."
)
IN_SHORT = mark("To catch up on, when it suits you: {title}. {task}")
IN_SHORT_NOT_NOTED = mark("If you were not at {title}, to catch up on when it suits you: {task}")
BY_HAND = mark("You can also have what was said: ask whoever brings you this.")


@dataclass(frozen=True)
class CatchUpFacts:
    """What the letter tells; the time is in UTC, `address` is the session's page on our site."""

    title: str
    cohort: str
    zone: str
    starts_at: datetime
    material: Material
    address: str
    contacts: Sequence[Contact]
    cohort_phone: str
    tongue: Tongue
    # Whether a person brings the letter to somebody who reads no pages.
    by_hand: bool = False
    # Whether the register says that they were away; if not, nobody noted anything of them.
    is_noted: bool = True


def catch_up_text(facts: CatchUpFacts) -> Text:
    """The letter; the same for everybody but for the name."""
    tongue = facts.tongue
    paragraphs = (
        tongue.say(
            "The session “{title}” of “{cohort}” was on {when}.",
            title=facts.title,
            cohort=facts.cohort,
            when=tongue.say_moment(facts.starts_at, facts.zone),
        ),
        tongue.say(AWAY if facts.is_noted else NOT_NOTED),
        facts.material.task,
        *_where(facts),
        tongue.say(WHEN_DONE_BY_HAND)
        if facts.by_hand
        else f"{tongue.say(WHEN_DONE)}\n{facts.address}",
        say_how_to_reach(facts.contacts, facts.cohort_phone, RATHER, tongue),
    )
    short = in_one_text(
        tongue.say(
            IN_SHORT if facts.is_noted else IN_SHORT_NOT_NOTED,
            title=short_title(facts.title),
            task=facts.material.task,
        ),
        tongue.say("All about it: {address}", address=facts.address),
    )
    return Text(tongue.say("To catch up on: {title}", title=facts.title), paragraphs, short, tongue)


def _where(facts: CatchUpFacts) -> list[str]:
    material, say = facts.material, facts.tongue.say
    if facts.by_hand:
        return [say(BY_HAND)] if material.recording or material.transcript else []
    found = []
    if material.recording:
        where = say("The recording is on {site}:", site=material.recording_site)
        found.append(f"{where}\n{material.recording}")
    if material.transcript:
        where = material.transcript if material.transcript_site else f"{facts.address}/transcript"
        found.append(say("What was said, in writing:") + f"\n{where}")
    return found
