"""Letters about leaving a cohort: taken out, an invitation taken back, and moved to another."""

from __future__ import annotations

from app.cohorts.letters.seats import QUESTIONS, SeatFacts, address_of, say_page
from app.post.rules.drafts import Draft
from app.post.rules.short import in_one_text
from app.post.rules.tongues import mark


def taken_out_letter(facts: SeatFacts) -> Draft:
    """Somebody was taken out of a cohort: what stays theirs, and what stops."""
    say = facts.tongue.say
    body = facts.letter(
        say(
            "You are no longer in “{cohort}”. A facilitator has entered this. If it is a mistake, "
            "or if you did not ask for it, please tell them: they can invite you again.",
            cohort=facts.cohort,
        ),
        say(
            "Your reflections stay yours, and nobody else can read them. What you offered to the "
            "group stays as you allowed it, and you can take it back whenever you like. You get no "
            "more letters about its sessions and modules."
        ),
        say("Thank you for all that you brought."),
        start=QUESTIONS,
    )
    short = in_one_text(
        say(
            "You are no longer in “{cohort}”. If that is a mistake, please tell us. Thank you for "
            "all that you brought.",
            cohort=facts.short_cohort,
        )
    )
    return Draft(say("You are no longer in {cohort}", cohort=facts.cohort), body, short)


def withdrawn_letter(facts: SeatFacts) -> Draft:
    """What somebody had heard of an invitation, an offer or a place in line holds no more."""
    say = facts.tongue.say
    back = say(
        "You heard from us about joining “{cohort}”. We have taken that back, so you do not need "
        "to answer.",
        cohort=facts.cohort,
    )
    stopped = "" if facts.by_hand else say("The link in our letter has stopped working.")
    body = facts.letter(
        f"{back} {stopped}".rstrip(),
        say(
            "We are sorry for the change. It says nothing about you: plans of a group change, and "
            "slips happen. If it looks like a mistake, or if you would like to hear of another "
            "group, please tell us."
        ),
        start=QUESTIONS,
    )
    short = in_one_text(
        say(
            "We have taken back what you heard from us about joining “{cohort}”. You do not need "
            "to answer. We are sorry for the change: it says nothing about you.",
            cohort=facts.short_cohort,
        )
    )
    return Draft(say("About your invitation to {cohort}", cohort=facts.cohort), body, short)


def moved_person_letter(facts: SeatFacts, *, before: str) -> Draft:
    """Somebody goes on in another cohort, with all that they have done."""
    say = facts.tongue.say
    body = facts.letter(
        say(
            "You go on in “{cohort}” now, and no longer in “{before}”. A facilitator has moved "
            "you. If that is a mistake, please tell them: you can be moved back, and nothing is "
            "lost.",
            cohort=facts.cohort,
            before=before,
        ),
        say(
            "What you have done came with you. Your reflections stay yours. Letters about the "
            "sessions of “{before}” stop, and you hear of the sessions of “{cohort}” instead.",
            cohort=facts.cohort,
            before=before,
        ),
        say_page(facts, mark("This is the page of your group:")),
        start=QUESTIONS,
    )
    short = in_one_text(
        say(
            "You go on in “{cohort}” now. What you have done came with you.",
            cohort=facts.short_cohort,
        ),
        address_of(facts),
    )
    return Draft(say("You go on in {cohort}", cohort=facts.cohort), body, short)
