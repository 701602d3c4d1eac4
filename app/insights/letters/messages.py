"""A message to some of a cohort, as each of them gets it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.cohorts.letters import Contact, say_how_to_reach
from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.short import cut
from app.post.rules.tongues import Tongue, mark

# A name in a text message leaves room for what was written.
LONGEST_NAME_HERE = 40
TO_ANSWER = mark("Would you like to answer, or to talk?")


@dataclass(frozen=True)
class MessageFacts:
    """What somebody wrote, who they are, and to whom; `writer` is "" once they have left."""

    name: str
    writer: str
    cohort: str
    subject: str
    words: str
    contacts: Sequence[Contact]
    cohort_phone: str
    tongue: Tongue


def message_letter(facts: MessageFacts) -> Draft:
    """The message, word for word, with who wrote it; people answer by speaking to a person."""
    say = facts.tongue.say
    body = whole_letter(
        facts.name,
        _who(facts),
        facts.words,
        say_how_to_reach(facts.contacts, facts.cohort_phone, TO_ANSWER, facts.tongue),
        tongue=facts.tongue,
    )
    cohort = cut(facts.cohort, LONGEST_NAME_HERE)
    writer = cut(facts.writer, LONGEST_NAME_HERE)
    start = say("{name} of {cohort}:", name=writer, cohort=cohort) if writer else f"{cohort}:"
    return Draft(
        say("{cohort}: {subject}", cohort=facts.cohort, subject=facts.subject),
        body,
        f"{start} {' '.join(facts.words.split())}",
    )


def _who(facts: MessageFacts) -> str:
    if not facts.writer:
        return facts.tongue.say("A message to you from “{cohort}”:", cohort=facts.cohort)
    return facts.tongue.say(
        "{name}, who runs “{cohort}” with you, writes:", name=facts.writer, cohort=facts.cohort
    )
