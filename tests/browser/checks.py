"""What holds for every page that anybody visits, whatever it is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response

from tests.browser.bones import parts_of

LARGEST_PAGE = 30 * 1024
NARROWEST = 320
AXE = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
    "preload": False,
}
# The same, in a page that holds it already: it is half a megabyte.
THERE = Axe("0")
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What stands above every page; whoever chose larger text or more space has more of it.
HIGHEST_HEADER = 170
HEADER = """document.documentElement.className ? 0
  : document.querySelector("header")?.offsetHeight ?? 0"""
# What sticks out, for the message.
CULPRITS = """[...document.querySelectorAll("main *")].filter(
  (node) => node.getBoundingClientRect().right > document.documentElement.clientWidth + 1
).map((node) => node.outerHTML.slice(0, 120)).slice(-3)"""


class Checker:
    """Checks pages; one that is made of nothing but parts of pages that passed, passes too."""

    def __init__(self) -> None:
        self._passed: set[str] = set()

    def check(self, page: Page) -> None:
        """Fail when the page that is open shuts somebody out."""
        assert page.title().strip(), f"{page.url}: no title"
        _check_narrow(page)
        assert page.locator("h1").count() == 1, f"{page.url}: not one h1"
        self.look(page)

    def look(self, page: Page) -> None:
        """Fail when it does at this very width."""
        parts = parts_of(page.content())
        if parts <= self._passed:
            return
        found = (THERE if page.evaluate("'axe' in window") else Axe()).run(page, options=AXE)
        assert not found.violations_count, f"{page.url}: {found.generate_report()}"
        self._passed |= parts


class AtWidths:
    """Checks each page at one width of screen after the other, and leaves it at its own."""

    def __init__(self, checkers: Mapping[int, Checker]) -> None:
        self._checkers = checkers

    def check(self, page: Page) -> None:
        """Fail when the page that is open shuts somebody out at one of them."""
        usual = page.viewport_size
        assert usual
        self._checkers[usual["width"]].check(page)
        for width in self._checkers.keys() - {usual["width"]}:
            page.set_viewport_size({"width": width, "height": usual["height"]})
            self._checkers[width].look(page)
            page.set_viewport_size(usual)


def check_weight(answer: Response) -> None:
    """Fail when the page itself is heavier than a slow line carries well."""
    size = len(answer.body())
    assert size <= LARGEST_PAGE, f"{answer.url}: {size} bytes of HTML"


def _check_narrow(page: Page) -> None:
    usual = page.viewport_size
    assert usual
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    try:
        beyond = page.evaluate(SIDEWAYS)
        assert beyond <= 0, f"{page.url} scrolls {beyond} px sideways: {page.evaluate(CULPRITS)}"
        high = page.evaluate(HEADER)
        assert high <= HIGHEST_HEADER, f"{page.url}: the header takes {high} px of a phone"
    finally:
        page.set_viewport_size(usual)


class ScriptSwitch:
    """Lets the checker run in a page whose own scripts may not; they have missed their chance."""

    def __init__(self, page: Page) -> None:
        # Kept open: the browser lets scripts run again when the line to it is closed.
        self._line = page.context.new_cdp_session(page)
        self._turn(off=True)

    @contextmanager
    def on(self) -> Iterator[None]:
        """Let scripts run meanwhile."""
        self._turn(off=False)
        try:
            yield
        finally:
            self._turn(off=True)

    def _turn(self, *, off: bool) -> None:
        self._line.send("Emulation.setScriptExecutionDisabled", {"value": off})
