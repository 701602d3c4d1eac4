"""Letters about payment and expenses: what is offered and what was paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.short import in_one_text
from app.post.rules.tongues import IN_ENGLISH, Tongue

# The words kept in `letter.kind`.
PAYMENT_OFFERED = "payment_offered"
PAYMENT_MADE = "payment_made"


@dataclass(frozen=True)
class OfferFacts:
    """Who is offered how much for what; `by_hand` says that a person brings the letter."""

    name: str
    amount: str
    task: str
    days: int
    prepaid: bool
    is_payment: bool
    site: str
    tongue: Tongue = IN_ENGLISH
    by_hand: bool = False


def payment_offered_letter(facts: OfferFacts) -> Draft:
    """Something is offered before a task, and any answer is fine."""
    tongue = facts.tongue
    address = f"{facts.site}/mentoring/recognition/"
    offered = tongue.say(
        "You are offered {amount} for: {task}.", amount=facts.amount, task=facts.task
    )
    body = whole_letter(
        facts.name,
        f"{offered} {_when(facts)}",
        _choice(facts),
        tongue.say(
            "Money can change what somebody gets in benefits. We never ask about that, and keep "
            "nothing of it. Citizens Advice can tell you more, free of charge."
        ),
        tongue.say("You can tell whoever brings you this, and they pass your answer on.")
        if facts.by_hand
        else tongue.say("Sign in to answer:") + f"\n{address}",
        tongue=tongue,
    )
    short = in_one_text(offered, tongue.say("Sign in to answer: {address}", address=address))
    return Draft(tongue.say("An offer before you do something for us"), body, short)


def payment_made_letter(facts: OfferFacts, paid_on: date) -> Draft:
    """It was paid, and when."""
    tongue = facts.tongue
    paid = tongue.say(
        "{amount} was paid to you on {day}, for: {task}.",
        amount=facts.amount,
        day=tongue.say_date(paid_on),
        task=facts.task,
    )
    body = whole_letter(
        facts.name,
        paid,
        tongue.say("If it has not reached you after five working days, please tell us."),
        tongue=tongue,
    )
    return Draft(tongue.say("We have paid you"), body, in_one_text(paid))


def _when(facts: OfferFacts) -> str:
    tongue = facts.tongue
    if facts.prepaid:
        return tongue.say(
            "It is paid before you need it, at most {days} days after your yes.", days=facts.days
        )
    return tongue.say("It is paid at most {days} days after you have done it.", days=facts.days)


def _choice(facts: OfferFacts) -> str:
    if facts.is_payment:
        return facts.tongue.say(
            "Before you do it, choose what suits you: yes, no, or your expenses only. All three "
            "are fine, and nobody asks why."
        )
    return facts.tongue.say("You can say yes or no. Both are fine, and nobody asks why.")
