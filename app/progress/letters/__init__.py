"""What the room of progress writes: that the course, or one of its modules, is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.cohorts.letters import Contact, say_how_to_reach
from app.post.rules.drafts import Draft


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


@dataclass(frozen=True)
class OpenText:
    """A letter in which only the name is missing."""

    subject: str
    after_name: str
    short: str

    def to(self, name: str) -> Draft:
        """The whole letter for one person."""
        return Draft(self.subject, f"Hello {name},\n{self.after_name}", self.short)


def open_text(facts: OpenFacts) -> OpenText:
    """The letter; the same for everybody but for the name."""
    subject, what = _what(facts)
    reach = say_how_to_reach(
        facts.contacts, facts.cohort_phone, "Would you rather have it on paper, or by phone?"
    )
    body = f"""
{what}

You can do it in one go or in small pieces, whenever it suits you. It stays open.

{facts.address}

{reach}

The Discovery Learning Programme
"""
    return OpenText(subject, body, f"{what} {facts.address}")


def _what(facts: OpenFacts) -> tuple[str, str]:
    """The subject, and what is open in one or two sentences."""
    if facts.module is None:
        subject = f"The course is open: {facts.cohort}"
        return subject, f"“{facts.cohort}” begins, and the first modules are open for you."
    number, title = facts.module
    subject = f"Module {number} is open: {title}"
    return subject, f"Module {number} of “{facts.cohort}” is open for you: {title}"
