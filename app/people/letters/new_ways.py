"""Letters to somebody into whose account there is a new way."""

from __future__ import annotations

from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.short import in_one_text
from app.post.rules.tongues import Tongue


def new_way_letter(name: str, what: str, site: str, tongue: Tongue) -> Draft:
    """`what` is a sentence that says which; it tells nothing that lets anybody in."""
    said = tongue.say(what)
    wrong = tongue.say(
        "Was it not you? Then somebody else may be in your account. Tell the people who run the "
        "programme at once: they can sign everybody out of it."
    )
    body = whole_letter(
        name,
        said,
        tongue.say("Was it you? Then you need do nothing."),
        wrong,
        tongue.say(
            "You can also sign in here, sign out everywhere else, set a new password, and take "
            "away what is not yours: {address}",
            address=f"{site}/sign-in",
        ),
        tongue=tongue,
    )
    short = in_one_text(said, tongue.say("Not you? Tell the people who run the programme at once."))
    return Draft(tongue.say("There is a new way into your account"), body, short)
