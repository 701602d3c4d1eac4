"""Which year and which people a programme lead looks at, as an address says it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from app.cohorts.rules import STANDINGS

PLACE, STANDING = "place", "standing"
# People of whom nobody has said where they come from.
NO_PLACE = "none"
_YEAR = re.compile(r"[1-9][0-9]{3}", re.ASCII)
# People by this and by that at once could be a handful: an address says one of them.
_WHO = re.compile(r"(place|standing)\.([a-z0-9_-]{1,40})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Choice:
    """The year in which cohorts start (None: all years), and people by place or by standing.

    `kind` is PLACE, STANDING or "" for everybody; never both, since so few people are of one
    place and of one standing that they could be told apart.
    """

    year: int | None = None
    kind: str = ""
    key: str = ""

    @property
    def who(self) -> str:
        """The people as an address says it; "" for everybody."""
        return f"{self.kind}.{self.key}" if self.kind else ""

    @property
    def query_string(self) -> str:
        """The end of an address with this choice, with the question mark."""
        said = {"year": str(self.year or ""), "who": self.who}
        words = urlencode({name: value for name, value in said.items() if value})
        return f"?{words}" if words else ""


def choice_from(args: Mapping[str, str]) -> Choice:
    """The choice that an address asks for; what there is not stands for all."""
    year = args.get("year", "")
    kind, key = _who(args.get("who", ""))
    return Choice(int(year) if _YEAR.fullmatch(year) else None, kind, key)


def _who(said: str) -> tuple[str, str]:
    found = _WHO.fullmatch(said)
    if not found:
        return "", ""
    kind, key = found.groups()
    is_known = key in STANDINGS if kind == STANDING else key == NO_PLACE or _is_id(key)
    return (kind, key) if is_known else ("", "")


def _is_id(key: str) -> bool:
    try:
        return str(UUID(key)) == key
    except ValueError:
        return False
