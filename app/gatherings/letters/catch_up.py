"""The letter that says what there is to catch up on after a session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.cohorts.letters import Contact, say_how_to_reach
from app.gatherings.letters import Text
from app.gatherings.letters.short import in_one_text, short_title
from app.gatherings.rules.catch_up import Material
from app.kit.times import say_moment

RATHER = "Would you rather talk it through, or have it on paper? Were you there after all?"
WHEN_DONE = "When you have done it, or do not need it, you can say so"
WHEN_DONE_BY_HAND = f"{WHEN_DONE} to whoever brings you this."
AWAY = (
    "Nobody can be there every time, and that is fine. Here is what you can catch up on. Do it "
    "when it suits you."
)
NOT_NOTED = (
    "We have no note of whether you were there. If you were, thank you: you do not need to do "
    "anything. If you were not, that is fine. Here is what you can catch up on when it suits you."
)
BY_HAND = "You can also have what was said: ask whoever brings you this."


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
    # Whether a person brings the letter to somebody who reads no pages.
    by_hand: bool = False
    # Whether the register says that they were away; if not, nobody noted anything of them.
    is_noted: bool = True


def catch_up_text(facts: CatchUpFacts) -> Text:
    """The letter; the same for everybody but for the name."""
    when = say_moment(facts.starts_at, facts.zone)
    paragraphs = (
        f"The session “{facts.title}” of “{facts.cohort}” was on {when}.",
        AWAY if facts.is_noted else NOT_NOTED,
        facts.material.task,
        *_where(facts),
        WHEN_DONE_BY_HAND if facts.by_hand else f"{WHEN_DONE} here:\n{facts.address}",
        say_how_to_reach(facts.contacts, facts.cohort_phone, RATHER),
    )
    short = in_one_text(
        f"To catch up on, when it suits you: {short_title(facts.title)}. {facts.material.task}",
        f"All about it: {facts.address}",
    )
    return Text(f"To catch up on: {facts.title}", paragraphs, short)


def _where(facts: CatchUpFacts) -> list[str]:
    material = facts.material
    if facts.by_hand:
        return [BY_HAND] if material.recording or material.transcript else []
    found = []
    if material.recording:
        found.append(f"The recording is on {material.recording_site}:\n{material.recording}")
    if material.transcript:
        where = material.transcript if material.transcript_site else f"{facts.address}/transcript"
        found.append(f"What was said, in writing:\n{where}")
    return found
