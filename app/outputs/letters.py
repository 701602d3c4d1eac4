"""What the outputs room writes: the letter that asks authors to look at their words in place."""

from __future__ import annotations

from app.post.rules.drafts import Draft, whole_letter
from app.post.rules.short import cut, in_one_text
from app.post.rules.tongues import Tongue, mark

APPROVAL = "approval"
"""The word kept in `letter.kind`."""
LONGEST_TITLE_HERE = 70
LOOK = mark("Please look at them as they would stand on the page, and say yes, or leave them out:")
LOOK_TOGETHER = mark(
    "Please look at them as they would stand on the page, and say yes, or leave them out. The page "
    "is called “Reports that ask for your yes”. If your name stands with your words, you do not "
    "need a screen: the people who run your group can read the page to you, and enter what you "
    "say. You can also ask for a change. Only you can say yes."
)


def approval_letter(
    name: str, *, title: str, cohort: str, site: str, tongue: Tongue, by_hand: bool = False
) -> Draft:
    """The letter that asks for a yes; it holds none of the words."""
    body = whole_letter(
        name,
        tongue.say(
            "You offered some of your words to {cohort}. They are now in the draft of a report:",
            cohort=cohort,
        ),
        title,
        tongue.say(LOOK_TOGETHER) if by_hand else f"{tongue.say(LOOK)}\n{site}/approvals/",
        tongue.say(
            "Nothing of yours is shown without your yes. If you do nothing, your words stay out. "
            "You can also take them back at any time, even after the report is published."
        ),
        tongue=tongue,
    )
    short = in_one_text(
        tongue.say(
            "Your words are in the draft of “{title}”. Without your yes they stay out.",
            title=cut(title, LONGEST_TITLE_HERE),
        ),
        tongue.say("Look at them here: {address}", address=f"{site}/approvals/"),
    )
    return Draft(tongue.say("Your words in a report: yes, or leave them out?"), body, short)
