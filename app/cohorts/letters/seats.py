"""Letters about seats: a place in line, an offer, and the answer to asking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.cohorts.letters import (
    LONGEST_NAME_HERE,
    NO_COMPUTER,
    Beginning,
    Contact,
    say_how_to_reach,
)
from app.post.rules import SIGN_IN_LINK
from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.short import cut, in_one_text
from app.post.rules.tongues import Tongue, mark

QUESTIONS = mark("Do you have a question?")


@dataclass(frozen=True)
class SeatFacts:
    """What letters about seats tell; `by_hand` says that a person brings it, without a link."""

    name: str
    cohort: str
    begins: Beginning
    contacts: Sequence[Contact]
    phone: str
    site: str
    slug: str
    tongue: Tongue
    by_hand: bool = False

    @property
    def short_cohort(self) -> str:
        """The cohort's name where there is little room."""
        return cut(self.cohort, LONGEST_NAME_HERE)

    def letter(self, *paragraphs: str, start: str) -> str:
        """The whole text; `start` is the marked sentence before how to reach somebody."""
        reach = say_how_to_reach(self.contacts, self.phone, start, self.tongue)
        return whole_letter(self.name, *paragraphs, reach, tongue=self.tongue)


def in_line_letter(facts: SeatFacts, *, added_by: str) -> Draft:
    """Somebody is in line for a seat, and need not stay there."""
    say = facts.tongue.say
    body = facts.letter(
        say(
            "{name} would like to have you in “{cohort}”. All its seats are taken at the moment, "
            "so you are in line for one.",
            name=added_by,
            cohort=facts.cohort,
        ),
        say(
            "When it is your turn, you hear from us and can say yes or no. Nobody who comes later "
            "gets a seat before you. You need do nothing until then."
        ),
        _way_in(
            facts,
            mark(
                "To see your place in line, or to say that you would rather not wait, open this "
                "link:"
            ),
        ),
        start=NO_COMPUTER,
    )
    short = in_one_text(
        say(
            "You are in line for a seat in “{cohort}”. We tell you when it is your turn. You need "
            "do nothing until then.",
            cohort=facts.short_cohort,
        )
    )
    return Draft(say("You are in line: {cohort}", cohort=facts.cohort), body, short)


def offer_letter(facts: SeatFacts, *, until: str, is_last: bool) -> Draft:
    """A seat is kept for somebody until a moment, in words; `is_last`: after it they are out."""
    say = facts.tongue.say
    then = (
        say(
            "After that the next person in line gets the seat, and we take you out of the line, so "
            "that you get no more letters about it. You can always ask to come back."
        )
        if is_last
        else say(
            "After that the next person in line gets the seat, and you go to the end of the line."
        )
    )
    turn = say("It is your turn: there is a seat for you in “{cohort}”.", cohort=facts.cohort)
    body = facts.letter(
        f"{turn} {facts.begins.of_the_group(facts.tongue)}",
        say("We keep the seat for you until {until}.", until=until) + f" {then}",
        _way_in(facts, mark("To say yes or no, open this link:")),
        say(
            "Saying no is fine. You do not have to give a reason, and somebody else gets the seat."
        ),
        start=NO_COMPUTER,
    )
    short = in_one_text(
        say(
            "A seat for you in “{cohort}”, kept until {until}.",
            cohort=facts.short_cohort,
            until=until,
        ),
        say("Say yes or no here: {address}", address=SIGN_IN_LINK),
    )
    return Draft(say("There is a seat for you: {cohort}", cohort=facts.cohort), body, short)


def let_in_letter(facts: SeatFacts) -> Draft:
    """A facilitator said yes to somebody who asked to join."""
    say = facts.tongue.say
    news = say("Good news: you are in “{cohort}”.", cohort=facts.cohort)
    body = facts.letter(
        f"{news} {facts.begins.of_the_group(facts.tongue)}",
        say_page(facts, mark("Here you can see what is coming, and begin when it suits you:")),
        start=QUESTIONS,
    )
    short = in_one_text(
        say("You are in “{cohort}”.", cohort=facts.short_cohort)
        + f" {facts.begins.of_it(facts.tongue)}",
        address_of(facts),
    )
    return Draft(say("You are in: {cohort}", cohort=facts.cohort), body, short)


def not_let_in_letter(facts: SeatFacts) -> Draft:
    """A facilitator said no to somebody who asked to join."""
    say = facts.tongue.say
    body = facts.letter(
        say(
            "Thank you for asking to join “{cohort}”. It cannot be this time. That says nothing "
            "about you: a group may be meant for one neighbourhood, or have become too large.",
            cohort=facts.cohort,
        ),
        say("If you would like to know more, or to hear of another group, please ask."),
        start=QUESTIONS,
    )
    short = in_one_text(
        say(
            "Thank you for asking to join “{cohort}”. It cannot be this time. That says nothing "
            "about you.",
            cohort=facts.short_cohort,
        )
    )
    return Draft(say("About your asking to join {cohort}", cohort=facts.cohort), body, short)


def _way_in(facts: SeatFacts, what_for: str) -> str:
    say = facts.tongue.say
    if facts.by_hand:
        return say("Just tell whoever brings you this. You can take your time to think.")
    again = say("It works once. If it has stopped working, ask for a new one here:")
    return f"{say(what_for)}\n{SIGN_IN_LINK}\n\n{again}\n{facts.site}/sign-in"


def say_page(facts: SeatFacts, what_for: str) -> str:
    """The page of the cohort after a marked sentence; nothing of pages for who reads none."""
    if facts.by_hand:
        return facts.tongue.say("You can take part by phone or on paper too.")
    return f"{facts.tongue.say(what_for)}\n{address_of(facts)}"


def address_of(facts: SeatFacts) -> str:
    """The page of the cohort on our site."""
    return f"{facts.site}/cohorts/{facts.slug}/"
