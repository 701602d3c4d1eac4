"""Letters about an e-mail address that changes, and about contacts that somebody else entered."""

from __future__ import annotations

from datetime import datetime

from app.people.rules.email_changes import NEW_LINK, OLD_LINK
from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.own_links import own_link
from app.post.rules.short import in_one_text
from app.post.rules.tongues import Tongue


def new_address_letter(until: datetime, *, zone: str, tongue: Tongue) -> Draft:
    """To the new address; it names nobody, since it may have been typed wrongly."""
    body = whole_letter(
        "",
        tongue.say(
            "Somebody asked us to use this e-mail address for their account at the Discovery "
            "Learning Programme. If it was you, open this link and press the button:"
        )
        + f"\n{own_link(NEW_LINK)}",
        tongue.say("The link works once, until {day}.", day=tongue.say_day(until, zone)),
        tongue.say("Was it not you? Then you can leave this letter, and nothing happens."),
        tongue=tongue,
    )
    return Draft(tongue.say("Is this your new e-mail address?"), body)


def old_address_letter(
    name: str, new: str, until: datetime, *, zone: str, tongue: Tongue, by_hand: bool
) -> Draft:
    """To where they are reached now; `new` is the address that they asked for, half hidden."""
    what = tongue.say(
        "Somebody who is signed in as you asked for {address} as your e-mail address.",
        address=new,
    )
    link = own_link(OLD_LINK)
    answer = (
        tongue.say(
            "Was it not you? Then tell whoever brings you this, within three days. A programme "
            "lead can stop it."
        )
        if by_hand
        else tongue.say("Say here whether it was you. If it was not, this is where you stop it:")
        + f"\n{link}"
    )
    silence = (
        tongue.say(
            "If you say nothing, it is your e-mail address three days after this was brought to "
            "you, once somebody has opened the link that went there."
        )
        if by_hand
        else tongue.say(
            "If you say nothing, it is your e-mail address from {day}, once somebody has opened "
            "the link that went there.",
            day=tongue.say_day(until, zone),
        )
    )
    body = whole_letter(name, what, answer, silence, tongue=tongue)
    short = in_one_text(what, tongue.say("Say whether it was you: {address}", address=link))
    return Draft(tongue.say("Did you ask for another e-mail address?"), body, short)


def taken_letter(name: str, site: str, tongue: Tongue) -> Draft:
    """To somebody whose address another account asked for; it does not tell whose."""
    body = whole_letter(
        name,
        tongue.say(
            "Somebody asked to use your e-mail address for another account. You have an account "
            "with this address, so nothing changes, and nobody learns that it is yours."
        ),
        tongue.say(
            "Was it you, and do you have two accounts? Then tell your facilitator. You can sign in "
            "with this address here: {address}",
            address=f"{site}/sign-in",
        ),
        tongue=tongue,
    )
    return Draft(tongue.say("Somebody asked to use your e-mail address"), body)


def contact_changed_letter(name: str, by: str, tongue: Tongue) -> Draft:
    """To where somebody was reached until somebody else entered another way."""
    what = (
        tongue.say("{name} changed how we reach you. It should be what you told them.", name=by)
        if by
        else tongue.say("How we reach you was changed. It should be what you told us.")
    )
    wrong = tongue.say("Is that not so? Then tell the people who run the programme at once.")
    body = whole_letter(name, what, wrong, tongue=tongue)
    return Draft(tongue.say("How we reach you was changed"), body, in_one_text(what, wrong))
