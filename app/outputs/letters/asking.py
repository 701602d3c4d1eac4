"""Letters that ask authors to look at their words in place, and that tell what became of a wish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.own_links import own_link
from app.post.rules.short import cut, in_one_text, room_before
from app.post.rules.tongues import Tongue, mark

# The words kept in `letter.kind`.
APPROVAL = "approval"
REMINDER = "approval_reminder"
REPLY = "approval_reply"
# Where the link of a text leads to.
YOUR_WORDS = "/your-words/"
LONGEST_TITLE_HERE = 60
LONGEST_NAME_HERE = 30
STAY_OUT = mark("Without your yes, your words stay out of the report “{title}”.")
ABOUT = mark("About your words in “{title}”:")
LOOK = mark("Please look at them as they would stand on the page, and say yes, or leave them out:")
LOOK_TOGETHER = mark(
    "Please look at them as they would stand on the page, and say yes, or leave them out. The page "
    "is called “Reports that ask for your yes”. You do not need a screen: if your name stands with "
    "your words, or you ask for it, the people who run your group can read the page to you, or "
    "print it for you, and enter what you say. You can also ask for a change. Only you can say yes."
)


@dataclass(frozen=True)
class Place:
    """Where a letter about words stands: its report and group, and how it reaches its reader.

    `until` is the last day for an answer. `begin_with` is the first name with which an answer by
    text begins where the phone is shared: then it holds no link, since anybody could open it.
    """

    name: str
    title: str
    cohort: str
    site: str
    tongue: Tongue
    channel: str = "email"
    by_hand: bool = False
    until: date | None = None
    begin_with: str = ""

    @property
    def last_day(self) -> str:
        """Until when an answer counts, in a sentence; empty when no day was chosen."""
        if self.until is None:
            return ""
        return self.tongue.say(
            "You can answer until the end of this day: {day}. An answer after it counts for the "
            "next edition.",
            day=self.tongue.say_date(self.until),
        )

    @property
    def way(self) -> str:
        """How to look at the words."""
        if self.by_hand:
            return self.tongue.say(LOOK_TOGETHER)
        return f"{self.tongue.say(LOOK)}\n{self.site}/approvals/"


def approval_letter(place: Place) -> Draft:
    """The letter that asks for a yes; it holds none of the words."""
    tongue = place.tongue
    body = whole_letter(
        place.name,
        tongue.say(
            "You offered some of your words to {cohort}. They are now in the draft of a report:",
            cohort=place.cohort,
        ),
        place.title,
        place.way,
        place.last_day,
        tongue.say(
            "Nothing of yours is shown without your yes. If you do nothing, your words stay out. "
            "You can also take them back at any time, even after the report is published."
        ),
        tongue=tongue,
    )
    return Draft(tongue.say("Your words in a report: yes, or leave them out?"), body, _short(place))


def reminder_letter(place: Place) -> Draft:
    """The one letter that comes before the last day, to whoever has not answered."""
    tongue = place.tongue
    body = whole_letter(
        place.name,
        tongue.say(
            "Your words are in the draft of a report, and you have not said yet whether they may "
            "be shown:"
        ),
        place.title,
        place.way,
        place.last_day,
        tongue.say(
            "You need not do anything. Then your words stay out, and that is fine. We do not ask "
            "about this again."
        ),
        tongue=tongue,
    )
    return Draft(tongue.say("There is still time to answer about your words"), body, _short(place))


def reply_letter(place: Place, *, asks: bool) -> Draft:
    """The letter to whoever wanted something to be different; `asks`: it was made, and waits."""
    tongue = place.tongue
    became = (
        tongue.say("It was changed. Please look again, and say whether it is right like that now.")
        if asks
        else tongue.say("There is an answer. Your words stay out of the report.")
    )
    where = (
        tongue.say("The people who run your group can read it to you, and enter what you say.")
        if place.by_hand
        else f"{tongue.say('Read it here:')}\n{place.site}/approvals/"
    )
    body = whole_letter(
        place.name,
        tongue.say("You said that something should be different about your words in a report:"),
        place.title,
        became,
        where,
        place.last_day if asks else "",
        tongue=tongue,
    )
    short = _about_report(
        place, ABOUT, f" {became}", end=_address(place) if not place.begin_with else ""
    )
    return Draft(tongue.say("What you wanted to be different"), body, short)


def _short(place: Place) -> str:
    tongue = place.tongue
    if place.begin_with:
        name = cut(place.begin_with, LONGEST_NAME_HERE)
        title = cut(place.title, LONGEST_TITLE_HERE)
        return in_one_text(
            tongue.say(
                "{name}, your words are in the draft of “{title}”. Without your yes they stay out. "
                "We can read them to you: answer with {caps} CALL.",
                name=name,
                title=title,
                caps=name.upper(),
            )
        )
    if place.channel != "text":
        return _about_report(place, STAY_OUT, end=_address(place))
    how = tongue.say("Or answer OUT to leave them out, or CALL.")
    return _about_report(place, STAY_OUT, end=f"{_address(place)} {how}")


def _about_report(place: Place, said: str, more: str = "", *, end: str) -> str:
    """A text that names the report: what does not fit is cut from its title, never from the rest.

    `said` is a sentence with the title in it, and `more` follows it.
    """
    room = room_before(end) - len(place.tongue.say(said, title="") + more)
    title = cut(place.title, min(LONGEST_TITLE_HERE, room))
    return in_one_text(place.tongue.say(said, title=title) + more, end)


def _address(place: Place) -> str:
    where = own_link(YOUR_WORDS) if place.channel == "text" else f"{place.site}/approvals/"
    return place.tongue.say("Look at them here: {address}", address=where)
