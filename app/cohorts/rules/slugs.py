"""Short words for the addresses of cohorts."""

from __future__ import annotations

import re
import unicodedata

LONGEST_SLUG = 60


def slug_from(name: str, otherwise: str = "cohort") -> str:
    """A word of small plain letters made from a name; `otherwise` when nothing of it fits."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return words[:LONGEST_SLUG].strip("-") or otherwise


def free_slug(wanted: str, taken: set[str]) -> str:
    """The wanted word, or the first of `wanted-2`, `wanted-3` ... that is not taken."""
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
