"""Where a recording plays, and what a browser must be let to do for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

HOST = re.compile(r"^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?$")
AUDIO = (".mp3", ".m4a", ".oga", ".ogg", ".wav")
VIDEO = (".mp4", ".webm")
NAME = re.compile(r"^[\w-]{1,64}$", re.ASCII)
# Sites whose pages refuse to stand in another page: who asks for which page, and the player for it.
WATCHED_AT = frozenset({"youtube.com", "www.youtube.com", "m.youtube.com"})


@dataclass(frozen=True)
class Recording:
    """A recording on another site: its page, and the player that this page may show.

    `kind` is audio or video for a file, frame for another site's player.
    """

    page: str
    player: str
    kind: str

    @property
    def host(self) -> str:
        """The site that the player talks to."""
        return urlsplit(self.player).netloc

    @property
    def site(self) -> str:
        """The site of the recording's own page."""
        return urlsplit(self.page).netloc

    @property
    def origin(self) -> str:
        """The site as a content security policy names it."""
        return f"https://{self.host}"


def recording_at(address: str | None) -> Recording | None:
    """The recording at a secure web address; None when there is none."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return None
    if address is None or parts.scheme != "https" or not HOST.match(parts.netloc):
        return None
    path = parts.path.lower()
    if path.endswith(AUDIO):
        return Recording(address, address, "audio")
    if path.endswith(VIDEO):
        return Recording(address, address, "video")
    return Recording(address, _player(parts.netloc, parts.path, parts.query) or address, "frame")


def _player(host: str, path: str, query: str) -> str | None:
    """The player of a site whose pages cannot be shown, in the way that follows people least."""
    first, _, rest = path.strip("/").partition("/")
    if host in WATCHED_AT and first == "watch":
        return _youtube(parse_qs(query).get("v", [""])[0])
    if host in WATCHED_AT and first in {"embed", "live", "shorts"}:
        return _youtube(rest)
    if host == "youtu.be":
        return _youtube(first)
    if host in {"vimeo.com", "www.vimeo.com"} and first.isascii() and first.isdigit():
        private = f"&h={rest}" if NAME.match(rest) else ""
        return f"https://player.vimeo.com/video/{first}?dnt=1{private}"
    return None


def _youtube(name: str) -> str | None:
    return f"https://www.youtube-nocookie.com/embed/{name}" if NAME.match(name) else None
