"""What the room of progress writes: that the course, or one of its modules, is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.cohorts.letters import LONGEST_NAME_HERE, Contact, say_how_to_reach
from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.short import cut, in_one_text
from app.post.rules.tongues import Tongue, mark

RATHER = mark("Would you rather have it on paper, or by phone?")
RATHER_BY_HAND = mark("Would you like it read out, or on paper?")


@dataclass(frozen=True)
class OpenFacts:
    """What a letter tells: the module by number and title, or none for the whole course.

    `address` is its page on our site.
    """

    cohort: str
    module: tuple[int, str] | None
    address: str
    contacts: Sequence[Contact]
    cohort_phone: str
    tongue: Tongue
    by_hand: bool = False


@dataclass(frozen=True)
class OpenText:
    """A letter in which only the name is missing."""

    subject: str
    paragraphs: Sequence[str]
    short: str
    tongue: Tongue

    def to(self, name: str) -> Draft:
        """The whole letter for one person."""
        return Draft(
            self.subject, whole_letter(name, *self.paragraphs, tongue=self.tongue), self.short
        )


def open_text(facts: OpenFacts) -> OpenText:
    """The letter; the same for everybody but for the name."""
    subject, what = _what(facts, facts.cohort)
    start = RATHER_BY_HAND if facts.by_hand else RATHER
    paragraphs = (
        what,
        facts.tongue.say(
            "You can do it in one go or in small pieces, whenever it suits you. It stays open."
        ),
        "" if facts.by_hand else facts.address,
        say_how_to_reach(facts.contacts, facts.cohort_phone, start, facts.tongue),
    )
    _, in_short = _what(facts, cut(facts.cohort, LONGEST_NAME_HERE))
    return OpenText(subject, paragraphs, in_one_text(in_short, facts.address), facts.tongue)


def _what(facts: OpenFacts, cohort: str) -> tuple[str, str]:
    """The subject, and what is open in one or two sentences."""
    say = facts.tongue.say
    if facts.module is None:
        subject = say("The course is open: {cohort}", cohort=facts.cohort)
        return subject, say(
            "“{cohort}” begins, and the first modules are open for you.", cohort=cohort
        )
    number, title = facts.module
    subject = say("Module {number} is open: {title}", number=number, title=title)
    return subject, say(
        "Module {number} of “{cohort}” is open for you: {title}",
        number=number,
        cohort=cohort,
        title=title,
    )
