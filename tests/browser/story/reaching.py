"""News comes to people by e-mail, by text, and by a facilitator with a list."""

from __future__ import annotations

from playwright.sync_api import Locator

from tests.browser.story.cast import Cast
from tests.browser.story.roster import PEARL, TAM, TEXT_NUMBER
from tests.browser.visitor import Visitor
from tests.launch.waiting import until

WORK = 60.0


def bring_by_hand(facilitator: Visitor, cast: Cast, *words: str) -> None:
    """From home: what Pearl is to hear stands on the list with these words, and leaves it."""
    open_the_cohort(facilitator, cast)
    facilitator.follow("Calls and post")
    until(lambda: _is_listed(facilitator, words), f"{words} on the list", WORK)
    facilitator.press("They have it")
    facilitator.sees("Nobody is waiting")


def enter_yes(facilitator: Visitor, cast: Cast) -> None:
    """From home: the two who cannot press a button themselves say yes by word of mouth."""
    for name in (TAM, PEARL):
        open_the_cohort(facilitator, cast)
        facilitator.follow("People")
        facilitator.follow(name)
        facilitator.press("They said yes")
        facilitator.sees("A facilitator entered the answer.")


def gets_text(visitor: Visitor, cast: Cast, words: str) -> None:
    """Fail when there is not exactly one text to Tam about this cohort with these words."""
    visitor.product.phones.wait_for(TEXT_NUMBER, cast.cohort, words)


def open_the_cohort(facilitator: Visitor, cast: Cast) -> None:
    """From anywhere to the page of the cohort."""
    facilitator.go_to("Home")
    facilitator.follow(cast.cohort)
    facilitator.sees_heading(cast.cohort)


def _is_listed(facilitator: Visitor, words: tuple[str, ...]) -> bool:
    facilitator.page.reload()
    said = "".join(_of_pearl(facilitator).all_text_contents())
    return bool(said) and all(part in said for part in words)


def _of_pearl(facilitator: Visitor) -> Locator:
    return facilitator.main.get_by_role("region", name=PEARL)
