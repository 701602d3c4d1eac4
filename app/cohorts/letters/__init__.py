"""What the cohorts room writes: the invitation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.post.rules import SIGN_IN_LINK
from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.short import cut, in_one_text

# A name in a text message leaves room for the rest.
LONGEST_NAME_HERE = 45
WHAT_IT_IS = (
    "It is a group of people who find out together what makes people well, and how a GP surgery "
    "and its neighbours can help that along. Staff and local people learn side by side, as "
    "equals: you give something and you get something. It is part of the Discovery Learning "
    "Programme. You read short modules, meet the others in live sessions, and keep notes that "
    "only you can see unless you choose to share them."
)
WHAT_RUNNING_IS = (
    "It is a group of staff and local people who find out together what makes people well. It is "
    "part of the Discovery Learning Programme. As a facilitator you invite people, plan the live "
    "sessions, take part yourself, and publish what the group learns when its members agree."
)
SAY_IT = "Just say yes or no to whoever brings you this. You can take your time."


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
class InvitationFacts:
    """What an invitation tells; `by_hand` says that a person brings it, so that it has no link.

    `begins` says when the cohort begins or began, as in `starts on Tuesday 2 February 2027`.
    """

    name: str
    cohort: str
    begins: str
    invited_by: str
    to_run_it: bool
    contacts: Sequence[Contact]
    phone: str
    site: str
    by_hand: bool = False


def invitation_letter(facts: InvitationFacts) -> Draft:
    """An invitation to take part in a cohort, or to run it."""
    verb = "help run" if facts.to_run_it else "join"
    body = whole_letter(
        facts.name,
        f"{facts.invited_by} invites you to {verb} “{facts.cohort}”.",
        WHAT_RUNNING_IS if facts.to_run_it else WHAT_IT_IS,
        f"The group {facts.begins}. Each module takes about an hour, in one go or in small pieces, "
        "whenever it suits you. The live sessions take about an hour each. You can take part "
        "online, in the room, by phone or on paper.",
        SAY_IT if facts.by_hand else _how_to_answer(facts.site),
        "Saying no is fine. You do not have to give a reason, and nobody will press you.",
        say_how_to_reach(facts.contacts, facts.phone, "You do not need a computer to answer."),
    )
    short = in_one_text(
        f"{cut(facts.invited_by, LONGEST_NAME_HERE)} invites you to {verb} "
        f"“{cut(facts.cohort, LONGEST_NAME_HERE)}”. It {facts.begins}.",
        f"Say yes or no here: {SIGN_IN_LINK}",
    )
    return Draft(f"An invitation from {facts.invited_by}: {facts.cohort}", body, short)


def _how_to_answer(site: str) -> str:
    return f"""To say yes or no, open this link:
{SIGN_IN_LINK}

It works once, for the next 30 days. The page it opens asks you to press one button, and then \
asks you for your answer. If the link has stopped working, ask for a new one here:
{site}/sign-in"""


def contacts_of(people: Iterable[Reachable], *, by_hand: bool) -> list[Contact]:
    """Those who run the cohort; whoever reads no e-mail needs no e-mail addresses either."""
    return [Contact(person.name, None if by_hand else person.email) for person in people]


def say_how_to_reach(contacts: Sequence[Contact], phone: str, start: str) -> str:
    """How to speak to the people who run the cohort, in one short paragraph."""
    names = say_names([contact.name for contact in contacts])
    said = [start]
    if phone:
        said.append(f"Ring {phone}" + (f" and ask for {names}." if names else "."))
        said.append("They can do everything with you or for you.")
    elif names:
        said.append(f"Tell {names} when you see them. They can do everything for you.")
    else:
        said.append("Tell the person who told you about it.")
    written = [f"{contact.name}: {contact.email}" for contact in contacts if contact.email]
    if written:
        said.append("To write to them:")
    return "\n".join([" ".join(said), *written])


def say_names(names: Sequence[str]) -> str:
    """Names as people say them: `Ann`, `Ann or Bo`, `Ann, Bo or Cy`."""
    if len(names) <= 1:
        return "".join(names)
    return f"{', '.join(names[:-1])} or {names[-1]}"
