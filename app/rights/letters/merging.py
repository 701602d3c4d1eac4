"""Letters about two accounts that are to be one, and about the one that they became."""

from __future__ import annotations

from datetime import datetime

from app.post.rules import BY_HAND
from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.own_links import own_link
from app.post.rules.short import in_one_text
from app.post.rules.tongues import Tongue

MERGE_ASKED = "merge_asked"
MERGE_DONE = "merge_done"
SAME_PERSON = "/same-person/"


def asking_letter(
    name: str, other: str, ends: datetime, *, zone: str, site: str, channel: str, tongue: Tongue
) -> Draft:
    """Whether another account (`other`: how it is reached, masked) is theirs, until a moment."""
    by_hand = channel in BY_HAND
    address = f"{site}/account/same-person" if by_hand else own_link(SAME_PERSON)
    day = tongue.say_day(ends, zone)
    said = tongue.say("We were told that you have two accounts with us. Is that so? Say it here:")
    body = whole_letter(
        name,
        tongue.say("We were told that you have two accounts with us: this one, and another.")
        if not other
        else tongue.say(
            "We were told that you have two accounts with us: this one, and one that is reached at "
            "{other}.",
            other=other,
        ),
        tongue.say(
            "We can make the two one, so that all that is yours is in one place. Whoever signs in "
            "then sees what both hold, also what was written for nobody else. So we do it only "
            "when you say yes at each account that was used."
        ),
        tongue.say("Look at it, and say yes or no: {address}", address=address),
        tongue.say(
            "Is the other account not yours? Then please say no. If you do nothing, nothing "
            "changes, and we stop asking on {day}.",
            day=day,
        ),
        tongue=tongue,
    )
    return Draft(tongue.say("Are these two accounts yours?"), body, in_one_text(said, address))


def done_letter(name: str, *, site: str, tongue: Tongue) -> Draft:
    """Two accounts became one."""
    address = f"{site}/sign-in"
    short = in_one_text(
        tongue.say("Your two accounts are one now. Was this not right? Tell your facilitator."),
        address,
    )
    body = whole_letter(
        name,
        tongue.say(
            "Your two accounts are one now. What was in either is in it. Where you had filled in "
            "the same page at both, such as a mentoring profile, we kept one of the two."
        ),
        tongue.say("Sign in here, with the address or number of this letter: {address}",
                   address=address),
        tongue.say(
            "Sign-ins, passwords, passkeys and codes of the other account have ended, and the "
            "address of its calendar too."
        ),
        tongue.say("Was this not right? Then please tell your facilitator at once."),
        tongue=tongue,
    )  # fmt: skip
    return Draft(tongue.say("Your two accounts are one"), body, short)
