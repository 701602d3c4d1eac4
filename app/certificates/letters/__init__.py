"""The letters about a certificate: it is there, it is there again, or it was taken back."""

from __future__ import annotations

from dataclasses import dataclass

from app.certificates.rules.states import ISSUED_AGAIN, TAKEN_BACK
from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.short import cut, in_one_text
from app.post.rules.tongues import Tongue

# The word kept in `letter.kind`.
CERTIFICATE = "certificate"
LONGEST_COURSE_HERE = 60


@dataclass(frozen=True)
class CertificateFacts:
    """What the letter tells; `what` happened, and why it was taken back, if it was."""

    name: str
    course: str
    cohort: str
    address: str
    tongue: Tongue
    what: str = ""
    reason: str = ""
    by_hand: bool = False


def certificate_letter(facts: CertificateFacts) -> Draft:
    """To somebody whose certificate is there, or was taken back."""
    if facts.what == TAKEN_BACK:
        return _taken_back(facts)
    tongue = facts.tongue
    again = facts.what == ISSUED_AGAIN
    opening = (
        tongue.say("Here is your certificate of “{course}” again.", course=facts.course)
        if again
        else tongue.say(
            "You have gone through all of “{course}” with {cohort}. Well done, and thank you for "
            "what you brought.",
            course=facts.course,
            cohort=facts.cohort,
        )
    )
    news = (
        tongue.say("The one that you had before does not count any more.")
        if again
        else tongue.say("Your certificate is there. You did not have to ask for it.")
    )
    body = whole_letter(
        facts.name,
        opening,
        news,
        _where(facts),
        tongue.say("Is your name wrong on it? Tell us, and you get a new one."),
        tongue=tongue,
    )
    short = in_one_text(
        tongue.say(
            "Your certificate of “{course}” is there. Well done!",
            course=cut(facts.course, LONGEST_COURSE_HERE),
        ),
        facts.address,
    )
    return Draft(tongue.say("Your certificate is there"), body, short)


def _where(facts: CertificateFacts) -> str:
    if facts.by_hand:
        return facts.tongue.say("The people who run your group print it for you.")
    return f"{facts.tongue.say('You can look at it, print it and save it here:')}\n{facts.address}"


def _taken_back(facts: CertificateFacts) -> Draft:
    tongue = facts.tongue
    body = whole_letter(
        facts.name,
        tongue.say("Your certificate of “{course}” does not count any more.", course=facts.course),
        f"{tongue.say('This is why:')}\n{facts.reason}",
        tongue.say(
            "What you learned stays yours. If you think that this is wrong, please tell the people "
            "who run your group, and we look at it again."
        ),
        "" if facts.by_hand else facts.address,
        tongue=tongue,
    )
    short = in_one_text(
        tongue.say(
            "Your certificate of “{course}” does not count any more. Your page says why.",
            course=cut(facts.course, LONGEST_COURSE_HERE),
        ),
        facts.address,
    )
    return Draft(tongue.say("About your certificate"), body, short)
