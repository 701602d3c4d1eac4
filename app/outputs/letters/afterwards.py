"""Letters about editions that are out: to those whose words stand there, and when they leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.short import cut, in_one_text
from app.post.rules.tongues import Tongue

# The words kept in `letter.kind`.
PUBLISHED = "published"
TAKEN_DOWN = "taken_down"
LONGEST_TITLE_HERE = 70


@dataclass(frozen=True)
class Out:
    """An edition that is out, and who is told of it. `slug` is the report's public address."""

    name: str
    title: str
    cohort: str
    slug: str
    site: str
    tongue: Tongue
    by_hand: bool = False

    @property
    def address(self) -> str:
        """Where its newest edition can be read, also when another takes its place."""
        return f"{self.site}/outputs/{self.slug}/"


def published_letter(out: Out) -> Draft:
    """To somebody whose words stand in a report that can be read now; it holds none of them."""
    tongue = out.tongue
    where = (
        tongue.say("The people who run your group can show it to you, or print it for you.")
        if out.by_hand
        else f"{tongue.say('Anyone can read it here:')}\n{out.address}"
    )
    back = tongue.say(
        "You can take your words back on any day, without a reason. They then leave the page and "
        "all its files at once. We cannot reach copies that somebody has saved or printed."
    )
    way = (
        tongue.say("To take them back, tell the people who run your group.")
        if out.by_hand
        else f"{tongue.say('You find them here:')}\n{out.site}/contributions/"
    )
    body = whole_letter(
        out.name,
        tongue.say(
            "The report of {cohort} is published. Your words stand in it, as you said yes to them:",
            cohort=out.cohort,
        ),
        out.title,
        where,
        f"{back} {way}" if out.by_hand else f"{back}\n{way}",
        tongue.say("Thank you for what you gave."),
        tongue=tongue,
    )
    short = in_one_text(
        tongue.say(
            "“{title}” is published, with your words. You can take them back on any day.",
            title=cut(out.title, LONGEST_TITLE_HERE),
        ),
        out.address,
    )
    return Draft(tongue.say("Your words are published"), body, short)


def taken_down_letter(out: Out, *, numbers: Sequence[int], desk: str) -> Draft:
    """To whoever runs the group: words left a published report; neither which, nor whose.

    `numbers` are the editions that were taken down, `desk` is the page of the report.
    """
    tongue = out.tongue
    which = ", ".join(str(number) for number in numbers)
    body = whole_letter(
        out.name,
        tongue.say("Words were taken out of a published report of {cohort}:", cohort=out.cohort),
        out.title,
        tongue.say(
            "This is not shown any more: edition {numbers}. A new edition without these words is "
            "being made. Read it, and publish it when it is right. It asks nobody for their yes "
            "again unless something else changed.",
            numbers=which,
        ),
        tongue.say(
            "If you gave the report to somebody, please tell them. The page of the report lists "
            "whom you noted."
        ),
        "" if out.by_hand else desk,
        tongue=tongue,
    )
    short = in_one_text(
        tongue.say(
            "Words were taken out of “{title}”. A new edition waits for you.",
            title=cut(out.title, LONGEST_TITLE_HERE),
        ),
        desk,
    )
    return Draft(tongue.say("Words were taken out of a report"), body, short)
