"""What the room of rights writes: a copy is ready, an account will be erased, stays, or ends."""

from __future__ import annotations

from datetime import datetime

from app.post.rules import BY_HAND
from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.own_links import own_link
from app.post.rules.short import in_one_text
from app.post.rules.tongues import Tongue
from app.rights.rules.keeping import KEEP_LINK

COPY_READY = "access_copy"
ERASURE_ASKED = "erasure_asked"
ERASURE_UNDONE = "erasure_undone"
ACCOUNT_ENDING = "account_ending"


def copy_letter(name: str, until: datetime, *, zone: str, site: str, tongue: Tongue) -> Draft:
    """A copy of what is kept can be fetched until a moment (UTC, told in `zone`)."""
    address, day = f"{site}/account/data", tongue.say_day(until, zone)
    short = in_one_text(
        tongue.say("Your copy of what we keep about you is ready, until {day}:", day=day), address
    )
    body = whole_letter(
        name,
        tongue.say("You asked for a copy of everything that we keep about you. It is ready."),
        tongue.say("Sign in here to fetch it: {address}", address=address),
        tongue.say(
            "Only you can fetch it. It is kept until {day}, and for one hour after you fetched it.",
            day=day,
        ),
        tongue.say(
            "Have you no computer? Your facilitator can help you to sign in on a shared one. They "
            "do not see what is in it."
        ),
        tongue=tongue,
    )
    return Draft(tongue.say("Your copy is ready"), body, short)


def erasure_letter(name: str, due: datetime, *, zone: str, site: str, tongue: Tongue) -> Draft:
    """An account will be erased at a moment, and can be kept until then."""
    address, day = f"{site}/account/data", tongue.say_day(due, zone)
    short = in_one_text(
        tongue.say("Your account will be erased on {day}. To keep it:", day=day), address
    )
    body = whole_letter(
        name,
        tongue.say(
            "You, or somebody whom you told, asked us to erase your account and what we keep about "
            "you. We do it on {day}.",
            day=day,
        ),
        tongue.say("Until then you can change your mind. Sign in here: {address}", address=address),
        tongue.say(
            "Did you not ask for this? Then please sign in and keep your account, or tell your "
            "facilitator."
        ),
        tongue.say("After that we cannot bring anything back. This is our last letter to you."),
        tongue=tongue,
    )
    return Draft(tongue.say("Your account will be erased"), body, short)


def undone_letter(name: str, undone: datetime, *, zone: str, site: str, tongue: Tongue) -> Draft:
    """Somebody who leads the programme took back for its person that an account is erased."""
    address, day = f"{site}/account/data", tongue.say_day(undone, zone)
    short = in_one_text(tongue.say("Your account stays. To erase it after all:"), address)
    body = whole_letter(
        name,
        tongue.say(
            "On {day} a programme lead noted that you want to keep your account. So we do not "
            "erase it.",
            day=day,
        ),
        tongue.say(
            "Did you not say so? Then sign in and ask again: {address} Or tell your facilitator.",
            address=address,
        ),
        tongue=tongue,
    )
    return Draft(tongue.say("Your account stays"), body, short)


def ending_letter(
    name: str, due: datetime, *, zone: str, site: str, channel: str, tongue: Tongue
) -> Draft:
    """An account that nobody used ends at a moment (UTC, told in `zone`), unless it is kept."""
    day = tongue.say_day(due, zone)
    # On paper, or read out, nobody can follow a link of a hundred signs.
    if channel not in BY_HAND:
        address = own_link(KEEP_LINK)
        said = tongue.say(
            "Nobody has used your account for years. We erase it on {day}. To keep it:", day=day
        )
        how = [
            tongue.say(
                "Do you want to keep it? Open this before that day, and press the button: "
                "{address}",
                address=address,
            ),
            tongue.say("You need not sign in for it. Signing in once keeps your account as well."),
        ]
    else:
        address = f"{site}/account/data"
        said = tongue.say(
            "Nobody has used your account for years. We erase it on {day}. To keep it, sign in:",
            day=day,
        )
        how = [
            tongue.say(
                "Do you want to keep it? Sign in once before then: {address}", address=address
            )
        ]
    body = whole_letter(
        name,
        tongue.say(
            "Nobody has used your account for years, and we keep nothing longer than people need "
            "it. We erase it, with all that you wrote, on {day}.",
            day=day,
        ),
        *how,
        tongue.say("Or tell your facilitator. They ask a programme lead, who can keep it for you."),
        tongue.say("If you do not need it any more, you need do nothing."),
        tongue=tongue,
    )
    return Draft(tongue.say("Your account ends soon"), body, in_one_text(said, address))
