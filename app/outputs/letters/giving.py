"""Letters to whoever gave words: where a yes ahead put them, and what was written down for them."""

from __future__ import annotations

from app.outputs.letters.afterwards import LONGEST_TITLE_HERE, Out
from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.short import cut, in_one_text
from app.post.rules.tongues import Tongue

# The words kept in `letter.kind`.
PLACED = "placed_ahead"
WRITTEN_DOWN = "written_down"


def placed_letter(out: Out) -> Draft:
    """To somebody who said yes ahead: their words stand in a draft; it holds none of them."""
    tongue = out.tongue
    ahead = tongue.say(
        "You said yes ahead to exactly these words and this name, so you need do nothing. If you "
        "would rather leave them out, or take them back, you can do that on any day."
    )
    way = (
        tongue.say("Tell the people who run your group. They can read the page to you first.")
        if out.by_hand
        else f"{tongue.say('You find the page around your words here:')}\n{out.site}/approvals/"
    )
    body = whole_letter(
        out.name,
        tongue.say(
            "Words that you gave to {cohort} are in the draft of a report:", cohort=out.cohort
        ),
        out.title,
        ahead,
        way,
        tongue=tongue,
    )
    short = in_one_text(
        tongue.say(
            "Your words are in the draft of “{title}”, as you said yes ahead.",
            title=cut(out.title, LONGEST_TITLE_HERE),
        ),
        tongue.say("Look at them here: {address}", address=f"{out.site}/approvals/"),
    )
    return Draft(tongue.say("Where your words stand"), body, short)


def written_down_letter(name: str, *, by: str, cohort: str, site: str, tongue: Tongue) -> Draft:
    """To somebody for whom a facilitator wrote down what they told; it holds none of the words."""
    body = whole_letter(
        name,
        tongue.say(
            "{by} wrote down something that you told, to offer it to {cohort} in your name.",
            by=by,
            cohort=cohort,
        ),
        tongue.say("If that is what you want, you need do nothing."),
        f"{tongue.say('You can read it, change it or take it back here:')}\n{site}/contributions/",
        tongue.say("If you told nobody anything, take it back there and tell us."),
        tongue=tongue,
    )
    short = in_one_text(
        tongue.say("{by} wrote down words that you told, to offer them.", by=by),
        tongue.say("Look at them here: {address}", address=f"{site}/contributions/"),
    )
    return Draft(tongue.say("Words that were written down for you"), body, short)
