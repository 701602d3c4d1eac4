"""What pages weigh, fetched as a browser with an empty cache fetches them."""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from tests.bench.client import Line, WrongAnswerError

_PACKED = {"Accept-Encoding": "gzip"}
_GZIP = b"\x1f\x8b"
# What a style sheet or a script fetches in its turn.
_inner = re.compile(r"""url\(["']?([^"')]+)|(?:from|import)\s*\(?["']([^"']+)""")


@dataclass(frozen=True)
class Weight:
    """Bytes of one page: as HTML, as sent, and with everything that it needs as sent."""

    path: str
    html: int
    later: int
    first: int


def weigh(port: int, cookie: str, paths: Sequence[str]) -> list[Weight]:
    """The weight of each page; a browser keeps nothing from one to the next."""
    with Line(port) as line:
        return [_weigh(line, cookie, path) for path in paths]


def _weigh(line: Line, cookie: str, path: str) -> Weight:
    sent, page = _fetch(line, path, cookie)
    parts = _Parts()
    parts.feed(page)
    seen: dict[str, int] = {}
    waiting = [urljoin(path, part) for part in parts.found]
    while waiting:
        address = waiting.pop()
        if address in seen or urlsplit(address).scheme == "data":
            continue
        seen[address], text = _fetch(line, address, cookie)
        if urlsplit(address).path.endswith((".css", ".js")):
            inner = [found[1] or found[2] for found in _inner.finditer(text)]
            waiting += [urljoin(address, one) for one in inner]
    return Weight(path, len(page.encode()), sent, sent + sum(seen.values()))


def _fetch(line: Line, path: str, cookie: str) -> tuple[int, str]:
    """Bytes as sent, and the text."""
    answer = line.send("GET", path, {**_PACKED, "Cookie": cookie})
    if answer.status != 200:
        message = f"GET {path}: {answer.status}"
        raise WrongAnswerError(message)
    body = answer.body
    text = gzip.decompress(body) if body.startswith(_GZIP) else body
    return len(body), text.decode(errors="replace")


class _Parts(HTMLParser):
    """Collects what a browser fetches with a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the addresses of style sheets, icons, scripts and pictures."""
        given = {name: value or "" for name, value in attrs}
        wanted = {"stylesheet", "icon", "manifest", "preload", "modulepreload"}
        if tag == "link" and wanted & set(given.get("rel", "").split()):
            self.found.append(given["href"])
        if tag in {"script", "img", "source"} and given.get("src"):
            self.found.append(given["src"])
