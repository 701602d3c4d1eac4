"""Letters about worries: that there is something to read, and nothing of what or from whom.

A letter may lie on a table or show on a phone. The one to whoever raised a worry does not even
say that there is one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.people.rules import SAFEGUARDING_DEPUTY, SAFEGUARDING_LEAD
from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.short import in_one_text
from app.post.rules.tongues import IN_ENGLISH, Tongue, mark

# The words kept in `letter.kind`.
WORRY_WAITING = "worry_waiting"
WORRY_ESCALATED = "worry_escalated"
WORRY_OPENED = "worry_opened"
ROLE_EMPTY = "role_empty"
ROLES = {
    SAFEGUARDING_LEAD: mark("safeguarding lead"),
    SAFEGUARDING_DEPUTY: mark("deputy of the safeguarding lead"),
}


@dataclass(frozen=True)
class WorryFacts:
    """For whom the letter is, which worry, and when (UTC) it came, told in `zone`."""

    name: str
    raised_at: datetime
    zone: str
    worry_id: UUID
    site: str
    tongue: Tongue = IN_ENGLISH

    @property
    def address(self) -> str:
        """Its page for whoever handles it."""
        return f"{self.site}/mentoring/safeguarding/worries/{self.worry_id}"


def worry_waiting_letter(facts: WorryFacts, until: datetime) -> Draft:
    """To the lead: there is one to read, and when it goes to the deputy."""
    tongue = facts.tongue
    body = whole_letter(
        facts.name,
        tongue.say(
            "There is something for you to read as safeguarding lead. It came on {moment}. What "
            "it says, and who sent it, is not in this letter.",
            moment=tongue.say_moment(facts.raised_at, facts.zone),
        ),
        tongue.say("Sign in to open it:") + f"\n{facts.address}",
        tongue.say(
            "If nobody opens it before {moment}, it goes to the deputy too.",
            moment=tongue.say_moment(until, facts.zone),
        ),
        tongue=tongue,
    )
    short = in_one_text(
        tongue.say("There is something for you to read as safeguarding lead."),
        tongue.say("Sign in to open it: {address}", address=facts.address),
    )
    return Draft(tongue.say("There is something for you to read"), body, short)


def worry_escalated_letter(facts: WorryFacts) -> Draft:
    """To the deputy: there is one that nobody has opened."""
    tongue = facts.tongue
    body = whole_letter(
        facts.name,
        tongue.say(
            "There is something for you to read as deputy of the safeguarding lead. It came on "
            "{moment}, and waits for somebody. What it says, and who sent it, is not in this "
            "letter.",
            moment=tongue.say_moment(facts.raised_at, facts.zone),
        ),
        tongue.say("Sign in to open it:") + f"\n{facts.address}",
        tongue=tongue,
    )
    short = in_one_text(
        tongue.say("There is something for you to read as deputy of the safeguarding lead."),
        tongue.say("Sign in to open it: {address}", address=facts.address),
    )
    return Draft(tongue.say("There is something for you to read"), body, short)


def worry_opened_letter(facts: WorryFacts, opened_at: datetime) -> Draft:
    """To whoever raised it: it was opened, and when. Whoever sees this letter learns no more."""
    tongue = facts.tongue
    said = {
        "sent": tongue.say_moment(facts.raised_at, facts.zone),
        "opened": tongue.say_moment(opened_at, facts.zone),
    }
    body = whole_letter(
        facts.name,
        tongue.say("What you sent us on {sent} was opened on {opened}.", **said),
        tongue.say("You need do nothing. Whoever opened it will be in touch if they need to."),
        tongue=tongue,
    )
    short = in_one_text(tongue.say("What you sent us on {sent} was opened on {opened}.", **said))
    return Draft(tongue.say("What you sent us was opened"), body, short)


def role_empty_letter(name: str, role: str, *, tongue: Tongue) -> Draft:
    """To a programme lead: nobody holds a role. It is the same whether anything waits or not."""
    what = tongue.say(ROLES[role])
    body = whole_letter(
        name,
        tongue.say(
            "Nobody is the {role} at the moment. People in mentoring may need one at any time.",
            role=what,
        ),
        tongue.say(
            "Please choose somebody soon. Whoever looks after the platform can give them the role."
        ),
        tongue=tongue,
    )
    short = in_one_text(
        tongue.say("Nobody is the {role} at the moment. Please choose somebody soon.", role=what)
    )
    return Draft(tongue.say("A role that keeps people safe is empty"), body, short)
