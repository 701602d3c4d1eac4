"""The letter that asks authors about their words in Easy Read or in another language."""

from __future__ import annotations

from dataclasses import dataclass

from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.short import cut, in_one_text
from app.post.rules.tongues import Tongue, mark

RETOLD = "retold"
"""The word kept in `letter.kind`."""
LONGEST_TITLE_HERE = 60
IN_EASY_READ = mark("Your words in a report of {cohort} are now told in Easy Read:")
TRANSLATED = mark("Your words in a report of {cohort} are now translated into {language}:")
LOOK = mark("Please look at them as they would stand there, and say yes, or leave them out:")
LOOK_TOGETHER = mark(
    "Please look at them, and say yes, or leave them out. You do not need a screen if your name "
    "stands with your words: the people who run your group can read them to you, and enter what "
    "you say."
)


@dataclass(frozen=True)
class Retold:
    """Whom the letter goes to and what it is about; no language: Easy Read."""

    name: str
    title: str
    cohort: str
    language: str
    site: str
    by_hand: bool = False


def retold_letter(about: Retold, tongue: Tongue) -> Draft:
    """The letter that asks for a yes; it holds none of the words."""
    what = (
        tongue.say(TRANSLATED, cohort=about.cohort, language=about.language)
        if about.language
        else tongue.say(IN_EASY_READ, cohort=about.cohort)
    )
    page = f"{about.site}/approvals/"
    body = whole_letter(
        about.name,
        what,
        about.title,
        tongue.say(LOOK_TOGETHER) if about.by_hand else f"{tongue.say(LOOK)}\n{page}",
        tongue.say(
            "Until you say yes, they are not shown in those words. In the report itself they stay "
            "as you said them."
        ),
        tongue=tongue,
    )
    short = in_one_text(
        tongue.say(
            "Your words in “{title}” are told in other words. Without your yes they are not shown.",
            title=cut(about.title, LONGEST_TITLE_HERE),
        ),
        tongue.say("Look at them here: {address}", address=page),
    )
    return Draft(tongue.say("Your words, told in other words: is that right?"), body, short)
