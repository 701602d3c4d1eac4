"""Somebody who has a keyboard and no mouse."""

from __future__ import annotations

from playwright.sync_api import FloatRect, Locator, expect

from tests.browser.visitor import Visitor

FARTHEST = 80
ROOM = 8
HERE = "node => node === document.activeElement"


class Keyboard:
    """Goes about a visitor's pages with Tab, Enter, Space and letters only."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self._page = visitor.page

    def reach(self, target: Locator) -> None:
        """Press Tab until the target has the focus, and see that it shows."""
        expect(target).to_have_count(1)
        for _ in range(FARTHEST):
            self._page.keyboard.press("Tab")
            if target.evaluate(HERE):
                self._see_focus(target)
                return
        message = f"{self._page.url}: {FARTHEST} times Tab does not reach {target}"
        raise AssertionError(message)

    def write(self, label: str, text: str) -> None:
        """Reach the field with this label and type."""
        self.reach(self.visitor.main.get_by_label(label, exact=True))
        self._page.keyboard.type(text)

    def press(self, name: str, *, status: int = 200) -> None:
        """Reach the button with this name and press Space."""
        self.reach(self.visitor.main.get_by_role("button", name=name))
        with self.visitor.arriving(status):
            self._page.keyboard.press("Space")

    def follow(self, name: str) -> None:
        """Reach the link with this name and press Enter."""
        self._enter(self.visitor.main.get_by_role("link", name=name))

    def go_to(self, name: str) -> None:
        """Reach a link of the navigation and press Enter."""
        menu = self._page.get_by_role("navigation", name="Main")
        self._enter(menu.get_by_role("link", name=name))

    def open_up(self, words: str) -> None:
        """Reach what hides something under these words and press Enter."""
        self.reach(self.visitor.main.locator("summary", has_text=words))
        self._page.keyboard.press("Enter")

    def skip_to_the_page(self) -> None:
        """Press Tab once and Enter, as people do who know the page's header by heart."""
        self._page.keyboard.press("Tab")
        link = self._page.get_by_role("link", name="Skip to main content")
        expect(link).to_be_focused()
        expect(link).to_be_in_viewport()
        self._page.keyboard.press("Enter")

    def _enter(self, target: Locator) -> None:
        self.reach(target)
        with self.visitor.arriving():
            self._page.keyboard.press("Enter")

    def _see_focus(self, target: Locator) -> None:
        """Fail when the page looks the same with the focus here as with the focus nowhere."""
        target.scroll_into_view_if_needed()
        box = target.bounding_box()
        assert box, f"{self._page.url}: the focus is on something that is not shown"
        around = FloatRect(
            x=max(box["x"] - ROOM, 0),
            y=max(box["y"] - ROOM, 0),
            width=box["width"] + 2 * ROOM,
            height=box["height"] + 2 * ROOM,
        )
        focused = self._page.screenshot(clip=around)
        target.evaluate("node => node.blur()")
        bare = self._page.screenshot(clip=around)
        target.evaluate("node => node.focus()")
        assert focused != bare, f"{self._page.url}: nothing shows that {target} has the focus"
