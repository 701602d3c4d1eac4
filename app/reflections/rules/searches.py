"""What a person searches their own log for."""

from __future__ import annotations

import json
from dataclasses import dataclass

from app.reflections.rules.months import Month, read_month
from app.reflections.rules.searching import Terms, terms_of


@dataclass(frozen=True)
class Search:
    """Words, and where to look: about a feature, begun in a module, from a month to a month."""

    words: str = ""
    feature: str = ""
    module: str = ""
    since: Month | None = None
    until: Month | None = None

    def __bool__(self) -> bool:
        """Whether it asks for anything."""
        return bool(self.terms or self.feature or self.module or self.since or self.until)

    @property
    def terms(self) -> Terms:
        """The words and phrases, as they are looked for."""
        return terms_of(self.words)

    def as_json(self) -> str:
        """The search as a text."""
        months = [str(month) if month else "" for month in (self.since, self.until)]
        return json.dumps([self.words, self.feature, self.module, *months], ensure_ascii=False)


def read_search(text: str) -> Search:
    """The search that `as_json` wrote."""
    words, feature, module, since, until = json.loads(text)
    return Search(words, feature, module, read_month(since), read_month(until))
