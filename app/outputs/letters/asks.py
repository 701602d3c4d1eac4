"""The letter that tells what came of a report to those whose words stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.outputs.rules.asks import CANNOT, DONE, WILL_DO
from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.short import cut, in_one_text
from app.post.rules.tongues import Tongue, mark

CAME_OF_IT = "came_of_it"
"""The word kept in `letter.kind`."""
LONGEST_TITLE_HERE = 70
MOST_TOLD = 5
WHAT_CAME = {
    DONE: mark("It is done, says {whom}."),
    WILL_DO: mark("They will do it, says {whom}."),
    CANNOT: mark("They cannot do it, says {whom}."),
}


@dataclass(frozen=True)
class Answered:
    """One answer: what the report asked, what came of it, and who said so."""

    kind: str
    asked: str
    by_whom: str
    said: str


def came_letter(
    name: str,
    *,
    title: str,
    cohort: str,
    address: str,
    answers: Sequence[Answered],
    tongue: Tongue,
    by_hand: bool = False,
) -> Draft:
    """To somebody whose words stand in a report, about the answers of one day."""
    told = [_told(one, tongue) for one in answers[:MOST_TOLD]]
    more = len(answers) - len(told)
    rest = (
        tongue.say_many("There is one more answer.", "There are {count} more answers.", more)
        if more > 0
        else ""
    )
    where = (
        tongue.say("The people who run your group can show you all of it.")
        if by_hand
        else f"{tongue.say('Anyone can read all of it here:')}\n{address}"
    )
    body = whole_letter(
        name,
        tongue.say(
            "There is news of the report of {cohort}, in which your words or your idea stand:",
            cohort=cohort,
        ),
        title,
        *told,
        rest,
        where,
        tongue=tongue,
    )
    short = in_one_text(
        tongue.say_many(
            "There is an answer to what “{title}” asks.",
            "There are {count} answers to what “{title}” asks.",
            len(answers),
            title=cut(title, LONGEST_TITLE_HERE),
        ),
        address,
    )
    return Draft(tongue.say("What came of your report"), body, short)


def _told(one: Answered, tongue: Tongue) -> str:
    asked = tongue.say("What the report asks: {asked}", asked=one.asked)
    came = tongue.say(WHAT_CAME[one.kind], whom=one.by_whom)
    return f"{asked}\n{came}\n{one.said}"
