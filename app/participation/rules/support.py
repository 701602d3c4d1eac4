"""Who and what supports somebody: the words, limits and rings of a support map."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

PERSON = "person"
GROUP = "group"
PLACE = "place"
DOING = "doing"
KINDS = {
    PERSON: "A person",
    GROUP: "A group",
    PLACE: "A place",
    DOING: "Something I do",
}
PLURALS = {
    PERSON: "People",
    GROUP: "Groups",
    PLACE: "Places",
    DOING: "Things I do",
}
RINGS = {1: "Very close", 2: "Close", 3: "Further out"}

LONGEST_NAME = 80
LONGEST_WORDS = 300
LONGEST_STRENGTHS = 1000
MOST = 60
"""More than this on one map is a slip of a form."""
KEPT_VERSIONS = 100
"""Older versions are forgotten, but those that were shared."""

# The places that are part of each seal.
VERSION = "support_version.map"
PURPOSE = "support_share.purpose"


@dataclass(frozen=True)
class Support:
    """One who or what supports somebody; `key` stays its own from version to version."""

    key: str
    kind: str
    name: str
    ring: int
    words: str = ""


@dataclass(frozen=True)
class SupportMap:
    """A whole map: what is strong in the person, and what supports them."""

    strengths: str = ""
    supports: tuple[Support, ...] = ()

    def to_text(self) -> str:
        """The map as it is sealed."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> SupportMap:
        """The map as it was sealed."""
        kept = json.loads(text)
        return cls(kept["strengths"], tuple(Support(**one) for one in kept["supports"]))

    def in_order(self) -> list[Support]:
        """The closest first, and in each ring by kind and name; the list and drawing number so."""
        kinds = list(KINDS)
        return sorted(
            self.supports, key=lambda one: (one.ring, kinds.index(one.kind), one.name.casefold())
        )

    def one(self, key: str) -> Support | None:
        """The support with this key."""
        return next((one for one in self.supports if one.key == key), None)

    def with_support(self, support: Support) -> SupportMap:
        """With one more, or with the one of the same key written over."""
        others = (one if one.key != support.key else support for one in self.supports)
        kept = tuple(others)
        return replace(self, supports=kept if support in kept else (*kept, support))

    def without(self, key: str) -> SupportMap:
        """Without the one of this key."""
        return replace(self, supports=tuple(one for one in self.supports if one.key != key))


def with_line(strengths: str, more: str) -> str:
    """What is strong, with what was told put below it."""
    return "\n".join(part for part in (strengths, more) if part)


def map_as_json(versions: Iterable[tuple[int, str, SupportMap]]) -> str:
    """The file that a person takes along: each version with its number and moment (ISO, UTC)."""
    rows = [{"version": number, "written_at": at, **asdict(one)} for number, at, one in versions]
    return json.dumps({"support_map": rows}, ensure_ascii=False, indent=2)
