"""Whoever tries to come to what is not theirs, by every address and by every link."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from tests.browser.visitor import Visitor

FINE = 200
# What is not for a role says so; what belongs to others is as if it were not there.
CLOSED = (403, 404)
# How many of the pages that somebody can come to are opened.
MANY = 15
LINK = re.compile(r'href="(/[^"#?]*)')
NO_PAGE = ("/static/", "/sign-out")


class Trail:
    """The path of every page that somebody comes to from now on."""

    def __init__(self, visitor: Visitor) -> None:
        """Walk behind this visitor."""
        self._paths: set[str] = set()
        visitor.page.on("framenavigated", lambda frame: self._paths.add(urlsplit(frame.url).path))

    def below(self, *parts: str) -> list[str]:
        """Those that have one of these parts in them."""
        return sorted(path for path in self._paths if any(part in path for part in parts))


def cannot_open(visitor: Visitor, paths: Collection[str], *words: str) -> None:
    """Fail when one of these pages opens, or what comes instead holds one of these words."""
    assert paths
    for path in paths:
        status, page = _ask(visitor, path)
        assert status in CLOSED, f"{path}: {status}"
        _holds_none(path, page, words)


def opens_without(visitor: Visitor, paths: Collection[str], *words: str) -> None:
    """Fail when one of these pages, which are theirs to open, holds one of these words."""
    assert paths
    for path in paths:
        status, page = _ask(visitor, path)
        assert status in (FINE, *CLOSED), f"{path}: {status}"
        _holds_none(path, page, words)


def still_reads(visitor: Visitor, paths: Collection[str], *words: str) -> None:
    """Fail when one of these words is on none of these pages, so that nobody could find it."""
    pages = [_ask(visitor, path)[1] for path in paths]
    for word in words:
        assert any(word in page for page in pages), word


def finds_nothing(visitor: Visitor, *words: str) -> None:
    """Open what leads on from home and from mentoring; fail when it holds one of these words."""
    waiting, seen = ["/home", "/mentoring/"], set[str]()
    while waiting and len(seen) < MANY:
        path = waiting.pop(0)
        if path in seen or path.startswith(NO_PAGE):
            continue
        seen.add(path)
        status, page = _ask(visitor, path)
        assert status == FINE, f"{path}: {status}"
        _holds_none(path, page, words)
        waiting += LINK.findall(page)
    assert len(seen) > len(NO_PAGE)


def _ask(visitor: Visitor, path: str) -> tuple[int, str]:
    """What this visitor's browser gets for an address."""
    answer = visitor.page.request.get(visitor.product.address + path)
    return answer.status, answer.body().decode(errors="replace")


def _holds_none(path: str, page: str, words: Collection[str]) -> None:
    found = [one for one in words if one.lower() in page.lower()]
    assert not found, f"{path} holds {found}"
