"""What people do with a cohort's letters, as the record says it."""

from __future__ import annotations

from app.kit.deeds import Deeds, cohort

DEEDS: Deeds = {
    "keep_words": cohort("looked at or changed the opening words of a letter"),
    "tried": cohort("noted a call, or paper that was brought", whom="person"),
}
