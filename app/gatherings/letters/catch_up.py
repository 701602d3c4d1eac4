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


def catch_up_text(facts: CatchUpFacts) -> Text:
    """The letter; the same for everybody but for the name."""
    reach = say_how_to_reach(
        facts.contacts,
        facts.cohort_phone,
        "Would you rather talk it through, or have it on paper? Were you there after all?",
    )
    body = f"""
The session “{facts.title}” of “{facts.cohort}” was on
{say_moment(facts.starts_at, facts.zone)}.

Nobody can be there every time, and that is fine. Here is what you can catch up on. Do it when
it suits you.

{facts.material.task}
{_where(facts)}
When you have done it, or do not need it, you can say so here:
{facts.address}

{reach}

The Discovery Learning Programme
"""
    short = in_one_text(
        f"To catch up on, when it suits you: {short_title(facts.title)}. {facts.material.task}",
        f"All about it: {facts.address}",
    )
    return Text(f"To catch up on: {facts.title}", body, short)


def _where(facts: CatchUpFacts) -> str:
    lines = []
    material = facts.material
    if material.recording:
        lines.append(f"The recording is on {material.recording_site}:\n{material.recording}\n")
    if material.transcript:
        where = material.transcript if material.transcript_site else f"{facts.address}/transcript"
        lines.append(f"What was said, in writing:\n{where}\n")
    return "\n" + "\n".join(lines) if lines else ""
