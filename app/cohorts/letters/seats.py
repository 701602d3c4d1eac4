"""Letters about seats: a place in line, an offer, the answer to asking, and being taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.cohorts.letters import LONGEST_NAME_HERE, Contact, say_how_to_reach
from app.post.rules import SIGN_IN_LINK
from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.short import cut, in_one_text

NO_COMPUTER = "You do not need a computer to answer."
QUESTIONS = "Do you have a question?"


@dataclass(frozen=True)
class SeatFacts:
    """What letters about seats tell; `by_hand` says that a person brings it, without a link.

    `begins` says when the cohort begins or began, as in `starts on Tuesday 2 February 2027`.
    """

    name: str
    cohort: str
    begins: str
    contacts: Sequence[Contact]
    phone: str
    site: str
    slug: str
    by_hand: bool = False

    @property
    def short_cohort(self) -> str:
        """The cohort's name where there is little room."""
        return cut(self.cohort, LONGEST_NAME_HERE)


def in_line_letter(facts: SeatFacts, *, added_by: str) -> Draft:
    """Somebody is in line for a seat, and need not stay there."""
    body = whole_letter(
        facts.name,
        f"{added_by} would like to have you in “{facts.cohort}”. All its seats are taken at the "
        "moment, so you are in line for one.",
        "When it is your turn, you hear from us and can say yes or no. Nobody who comes later gets "
        "a seat before you. You need do nothing until then.",
        _way_in(facts, "To see your place in line, or to say that you would rather not wait"),
        say_how_to_reach(facts.contacts, facts.phone, NO_COMPUTER),
    )
    short = in_one_text(
        f"You are in line for a seat in “{facts.short_cohort}”. We tell you when it is your turn. "
        "You need do nothing until then."
    )
    return Draft(f"You are in line: {facts.cohort}", body, short)


def offer_letter(facts: SeatFacts, *, until: str, is_last: bool) -> Draft:
    """A seat is kept for somebody until a moment, in words; `is_last`: after it they are out."""
    then = (
        "After that the next person in line gets the seat, and we take you out of the line, so "
        "that you get no more letters about it. You can always ask to come back."
        if is_last
        else "After that the next person in line gets the seat, and you go to the end of the line."
    )
    body = whole_letter(
        facts.name,
        f"It is your turn: there is a seat for you in “{facts.cohort}”. The group {facts.begins}.",
        f"We keep the seat for you until {until}. {then}",
        _way_in(facts, "To say yes or no"),
        "Saying no is fine. You do not have to give a reason, and somebody else gets the seat.",
        say_how_to_reach(facts.contacts, facts.phone, NO_COMPUTER),
    )
    short = in_one_text(
        f"A seat for you in “{facts.short_cohort}”, kept until {until}.",
        f"Say yes or no here: {SIGN_IN_LINK}",
    )
    return Draft(f"There is a seat for you: {facts.cohort}", body, short)


def let_in_letter(facts: SeatFacts) -> Draft:
    """A facilitator said yes to somebody who asked to join."""
    body = whole_letter(
        facts.name,
        f"Good news: you are in “{facts.cohort}”. The group {facts.begins}.",
        _page(facts, "Here you can see what is coming, and begin when it suits you"),
        say_how_to_reach(facts.contacts, facts.phone, QUESTIONS),
    )
    short = in_one_text(f"You are in “{facts.short_cohort}”. It {facts.begins}.", _address(facts))
    return Draft(f"You are in: {facts.cohort}", body, short)


def not_let_in_letter(facts: SeatFacts) -> Draft:
    """A facilitator said no to somebody who asked to join."""
    body = whole_letter(
        facts.name,
        f"Thank you for asking to join “{facts.cohort}”. It cannot be this time. That says nothing "
        "about you: a group may be meant for one neighbourhood, or have become too large.",
        "If you would like to know more, or to hear of another group, please ask.",
        say_how_to_reach(facts.contacts, facts.phone, QUESTIONS),
    )
    short = in_one_text(
        f"Thank you for asking to join “{facts.short_cohort}”. It cannot be this time. That says "
        "nothing about you."
    )
    return Draft(f"About your asking to join {facts.cohort}", body, short)


def taken_out_letter(facts: SeatFacts) -> Draft:
    """Somebody was taken out of a cohort: what stays theirs, and what stops."""
    body = whole_letter(
        facts.name,
        f"You are no longer in “{facts.cohort}”. A facilitator has entered this. If it is a "
        "mistake, or if you did not ask for it, please tell them: they can invite you again.",
        "Your reflections stay yours, and nobody else can read them. What you offered to the group "
        "stays as you allowed it, and you can take it back whenever you like. You get no more "
        "letters about its sessions and modules.",
        "Thank you for all that you brought.",
        say_how_to_reach(facts.contacts, facts.phone, QUESTIONS),
    )
    short = in_one_text(
        f"You are no longer in “{facts.short_cohort}”. If that is a mistake, please tell us. Thank "
        "you for all that you brought."
    )
    return Draft(f"You are no longer in {facts.cohort}", body, short)


def withdrawn_letter(facts: SeatFacts) -> Draft:
    """What somebody had heard of an invitation, an offer or a place in line holds no more."""
    stopped = "" if facts.by_hand else " The link in our letter has stopped working."
    body = whole_letter(
        facts.name,
        f"You heard from us about joining “{facts.cohort}”. We have taken that back, so you do not "
        f"need to answer.{stopped}",
        "We are sorry for the change. It says nothing about you: plans of a group change, and "
        "slips happen. If it looks like a mistake, or if you would like to hear of another group, "
        "please tell us.",
        say_how_to_reach(facts.contacts, facts.phone, QUESTIONS),
    )
    short = in_one_text(
        f"We have taken back what you heard from us about joining “{facts.short_cohort}”. You do "
        "not need to answer. We are sorry for the change: it says nothing about you."
    )
    return Draft(f"About your invitation to {facts.cohort}", body, short)


def moved_person_letter(facts: SeatFacts, *, before: str) -> Draft:
    """Somebody goes on in another cohort, with all that they have done."""
    body = whole_letter(
        facts.name,
        f"You go on in “{facts.cohort}” now, and no longer in “{before}”. A facilitator has moved "
        "you. If that is a mistake, please tell them: you can be moved back, and nothing is lost.",
        "What you have done came with you. Your reflections stay yours. Letters about the sessions "
        f"of “{before}” stop, and you hear of the sessions of “{facts.cohort}” instead.",
        _page(facts, "This is the page of your group"),
        say_how_to_reach(facts.contacts, facts.phone, QUESTIONS),
    )
    short = in_one_text(
        f"You go on in “{facts.short_cohort}” now. What you have done came with you.",
        _address(facts),
    )
    return Draft(f"You go on in {facts.cohort}", body, short)


def _way_in(facts: SeatFacts, what_for: str) -> str:
    if facts.by_hand:
        return "Just tell whoever brings you this. You can take your time to think."
    return f"""{what_for}, open this link:
{SIGN_IN_LINK}

It works once. If it has stopped working, ask for a new one here:
{facts.site}/sign-in"""


def _page(facts: SeatFacts, what_for: str) -> str:
    if facts.by_hand:
        return "You can take part by phone or on paper too."
    return f"{what_for}:\n{_address(facts)}"


def _address(facts: SeatFacts) -> str:
    return f"{facts.site}/cohorts/{facts.slug}/"
