"""The letters about helping: somebody is asked, it has begun, it ends soon, it has ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from app.helping.rules import MEETINGS, PLEDGES, SESSIONS, STEPS
from app.post.rules import SIGN_IN_CODE
from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.short import cut, in_one_text
from app.post.rules.tongues import Tongue, mark

# The words kept in `letter.kind`, and in `letter.occurrence` for the first of them.
HELPING = "helping"
HELPING_CODE = "helping_code"
ASKED, BEGUN, SOON, ENDED, DECLINED = "asked", "begun", "soon", "ended", "declined"

LONGEST_NAME_HERE = 40
ACTS = {
    SESSIONS: mark("answer invitations to sessions"),
    STEPS: mark("note steps of the course that are done"),
    PLEDGES: mark("write down pledges, and how they are going"),
    MEETINGS: mark("note meetings with a mentoring partner"),
}


@dataclass(frozen=True)
class HelpingFacts:
    """What a letter tells: whom it is to, who the other of the two is, and which of them it is to.

    `address` is where the reader sees it and ends it.
    """

    name: str
    other: str
    to_helper: bool
    acts: Sequence[str]
    last_day: date
    address: str
    tongue: Tongue
    by_hand: bool = False

    @property
    def day(self) -> str:
        """The last day, in words."""
        return self.tongue.say_date(self.last_day)

    @property
    def list_of_acts(self) -> str:
        """What the helper may do, a line each."""
        return "\n".join(f"- {self.tongue.say(ACTS[act])}" for act in self.acts)

    @property
    def short_other(self) -> str:
        """The other's name where there is little room."""
        return cut(self.other, LONGEST_NAME_HERE)


def helping_letter(what: str, facts: HelpingFacts) -> Draft:
    """The letter about one of the four things that happen."""
    return _WRITERS[what](facts)


def code_letter(helper: str, tongue: Tongue) -> tuple[str, str]:
    """Subject and text with the code by which somebody says yes to a helper."""
    words = tongue.say(
        "{code} is your code to say yes to help from {name}. Tell it to whoever runs your group if "
        "you want this. If you do not want it, do nothing.",
        code=SIGN_IN_CODE,
        name=cut(helper, LONGEST_NAME_HERE),
    )
    return tongue.say("Your code to say yes to help"), words


def _asked(facts: HelpingFacts) -> Draft:
    say = facts.tongue.say
    opening = say(
        "{name} asks whether you would help with the Discovery Learning Programme.",
        name=facts.other,
    )
    body = whole_letter(
        facts.name,
        opening,
        say("You would do this for {name}, as they tell you, until {day}:", **_told(facts))
        + f"\n{facts.list_of_acts}",
        say(
            "You do not sign in as {name}, and nothing private opens to you. What you enter shows "
            "your name.",
            name=facts.other,
        ),
        say("You can say no, and you can stop at any time. You do not have to give a reason."),
        say("To say yes or no, sign in and look at your first page.")
        if facts.by_hand
        else f"{say('You can answer here:')}\n{facts.address}",
        tongue=facts.tongue,
    )
    short = in_one_text(
        say("{name} asks whether you would help. Say yes or no here:", name=facts.short_other),
        facts.address,
    )
    return Draft(say("{name} asks for your help", name=facts.other), body, short)


def _begun(facts: HelpingFacts) -> Draft:
    say = facts.tongue.say
    body = whole_letter(
        facts.name,
        say("{name} said yes and helps you until {day}. They may do this for you:", **_told(facts))
        + f"\n{facts.list_of_acts}",
        say(
            "They cannot read your reflections, vote for you or sign in as you. What they enter "
            "shows their name, and you can ask to see all of it."
        ),
        _how_to_stop(facts),
        tongue=facts.tongue,
    )
    short = in_one_text(
        say("{name} can now enter things for you until {day}.", **_told(facts, is_short=True)),
        say("To stop it, text STOP HELP or tell us."),
    )
    return Draft(say("{name} helps you now", name=facts.other), body, short)


def _soon(facts: HelpingFacts) -> Draft:
    say = facts.tongue.say
    what = (
        say("You help {name} until {day}. Then it ends by itself.", **_told(facts))
        if facts.to_helper
        else say("{name} helps you until {day}. Then it ends by itself.", **_told(facts))
    )
    more = (
        say("{name} can ask you again if both of you want it to go on.", name=facts.other)
        if facts.to_helper
        else say("Do you want it to go on? Then ask them again, once it has ended.")
    )
    stop = "" if facts.to_helper else _how_to_stop(facts)
    body = whole_letter(facts.name, what, more, stop, tongue=facts.tongue)
    return Draft(say("Helping ends soon"), body, in_one_text(what, more))


def _ended(facts: HelpingFacts) -> Draft:
    say = facts.tongue.say
    what = (
        say("You do not help {name} any more: it was ended.", name=facts.other)
        if facts.to_helper
        else say("{name} does not help you any more: it was ended.", name=facts.other)
    )
    more = (
        say("Nothing more can be entered for them by you. Thank you for your help.")
        if facts.to_helper
        else say("They can enter nothing more for you. What they entered before stays.")
    )
    body = whole_letter(facts.name, what, more, tongue=facts.tongue)
    return Draft(say("Helping has ended"), body, in_one_text(what, more))


def _declined(facts: HelpingFacts) -> Draft:
    say = facts.tongue.say
    what = say("{name} cannot help you at the moment.", name=facts.other)
    more = say("Nothing was opened to them. You can ask somebody else.")
    body = whole_letter(facts.name, what, more, tongue=facts.tongue)
    short = in_one_text(say("{name} cannot help you at the moment.", name=facts.short_other), more)
    return Draft(what, body, short)


def _how_to_stop(facts: HelpingFacts) -> str:
    say = facts.tongue.say
    stop = say("You can stop it at any time. It then ends at once, and nobody asks why.")
    if facts.by_hand:
        return stop + " " + say("Tell whoever brings you this, or ring those who run your group.")
    way = say("You can stop it here, or send us a text that says STOP HELP:")
    return f"{stop} {way}\n{facts.address}"


def _told(facts: HelpingFacts, *, is_short: bool = False) -> dict[str, str]:
    return {"name": facts.short_other if is_short else facts.other, "day": facts.day}


_WRITERS: dict[str, Callable[[HelpingFacts], Draft]] = {
    ASKED: _asked,
    BEGUN: _begun,
    SOON: _soon,
    ENDED: _ended,
    DECLINED: _declined,
}
