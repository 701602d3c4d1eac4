"""What the cohorts room writes: the invitation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.post.rules import SIGN_IN_LINK
from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.short import cut, in_one_text
from app.post.rules.tongues import Tongue, mark

# A name in a text message leaves room for the rest.
LONGEST_NAME_HERE = 45
WHAT_IT_IS = mark(
    "It is a group of people who find out together what makes people well, and how a GP surgery "
    "and its neighbours can help that along. Staff and local people learn side by side, as "
    "equals: you give something and you get something. It is part of the Discovery Learning "
    "Programme. You read short modules, meet the others in live sessions, and keep notes that "
    "only you can see unless you choose to share them."
)
WHAT_RUNNING_IS = mark(
    "It is a group of staff and local people who find out together what makes people well. It is "
    "part of the Discovery Learning Programme. As a facilitator you invite people, plan the live "
    "sessions, take part yourself, and publish what the group learns when its members agree."
)
SAY_IT = mark("Just say yes or no to whoever brings you this. You can take your time.")
NO_COMPUTER = mark("You do not need a computer to answer.")


class Reachable(Protocol):
    """Somebody with a name, and perhaps an e-mail address."""

    @property
    def name(self) -> str:
        """How they are called."""
        ...

    @property
    def email(self) -> str | None:
        """Their address, if there is one."""
        ...


@dataclass(frozen=True)
class Contact:
    """Somebody who runs the cohort and can be reached."""

    name: str
    email: str | None


@dataclass(frozen=True)
class Beginning:
    """The day on which a cohort begins, or began."""

    day: date
    is_ahead: bool

    def of_the_group(self, tongue: Tongue) -> str:
        """A sentence in a letter."""
        day = tongue.say_date(self.day)
        if self.is_ahead:
            return tongue.say("The group starts on {day}.", day=day)
        return tongue.say("The group started on {day}.", day=day)

    def of_it(self, tongue: Tongue) -> str:
        """The same after the group was named."""
        day = tongue.say_date(self.day)
        if self.is_ahead:
            return tongue.say("It starts on {day}.", day=day)
        return tongue.say("It started on {day}.", day=day)


@dataclass(frozen=True)
class InvitationFacts:
    """What an invitation tells; `by_hand` says that a person brings it, so that it has no link."""

    name: str
    cohort: str
    begins: Beginning
    invited_by: str
    to_run_it: bool
    contacts: Sequence[Contact]
    phone: str
    site: str
    tongue: Tongue
    by_hand: bool = False


def invitation_letter(facts: InvitationFacts) -> Draft:
    """An invitation to take part in a cohort, or to run it."""
    say = facts.tongue.say
    body = whole_letter(
        facts.name,
        _invites(facts, facts.invited_by, facts.cohort),
        say(WHAT_RUNNING_IS if facts.to_run_it else WHAT_IT_IS),
        facts.begins.of_the_group(facts.tongue)
        + " "
        + say(
            "Each module takes about an hour, in one go or in small pieces, whenever it suits you. "
            "The live sessions take about an hour each. You can take part online, in the room, by "
            "phone or on paper."
        ),
        say(SAY_IT) if facts.by_hand else _how_to_answer(facts.site, facts.tongue),
        say("Saying no is fine. You do not have to give a reason, and nobody will press you."),
        say_how_to_reach(facts.contacts, facts.phone, NO_COMPUTER, facts.tongue),
        tongue=facts.tongue,
    )
    by, cohort = (cut(words, LONGEST_NAME_HERE) for words in (facts.invited_by, facts.cohort))
    short = in_one_text(
        f"{_invites(facts, by, cohort)} {facts.begins.of_it(facts.tongue)}",
        say("Say yes or no here: {address}", address=SIGN_IN_LINK),
    )
    subject = say("An invitation from {name}: {cohort}", name=facts.invited_by, cohort=facts.cohort)
    return Draft(subject, body, short)


def _invites(facts: InvitationFacts, by: str, cohort: str) -> str:
    if facts.to_run_it:
        return facts.tongue.say(
            "{name} invites you to help run “{cohort}”.", name=by, cohort=cohort
        )
    return facts.tongue.say("{name} invites you to join “{cohort}”.", name=by, cohort=cohort)


def _how_to_answer(site: str, tongue: Tongue) -> str:
    first = tongue.say("To say yes or no, open this link:")
    then = tongue.say(
        "It works once, for the next 30 days. The page it opens asks you to press one button, and "
        "then asks you for your answer. If the link has stopped working, ask for a new one here:"
    )
    return f"{first}\n{SIGN_IN_LINK}\n\n{then}\n{site}/sign-in"


def contacts_of(people: Iterable[Reachable], *, by_hand: bool) -> list[Contact]:
    """Those who run the cohort; whoever reads no e-mail needs no e-mail addresses either."""
    return [Contact(person.name, None if by_hand else person.email) for person in people]


def say_how_to_reach(contacts: Sequence[Contact], phone: str, start: str, tongue: Tongue) -> str:
    """How to speak to the people who run the cohort, in one short paragraph.

    `start` is a marked sentence that stands before it.
    """
    said = [
        tongue.say(start),
        *_by_voice(tongue.say_one_of([one.name for one in contacts]), phone, tongue),
    ]
    written = [f"{contact.name}: {contact.email}" for contact in contacts if contact.email]
    if written:
        said.append(tongue.say("To write to them:"))
    return "\n".join([" ".join(said), *written])


def _by_voice(names: str, phone: str, tongue: Tongue) -> list[str]:
    if phone:
        ring = (
            tongue.say("Ring {phone} and ask for {names}.", phone=phone, names=names)
            if names
            else tongue.say("Ring {phone}.", phone=phone)
        )
        return [ring, tongue.say("They can do everything with you or for you.")]
    if names:
        return [
            tongue.say(
                "Tell {names} when you see them. They can do everything for you.", names=names
            )
        ]
    return [tongue.say("Tell the person who told you about it.")]
