"""What somebody asks to see of the progress grid, as its address says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from app.insights.rules.filters import YES, Filters, filters_from

STEPS = "steps"
# The store counts no further.
MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Asked:
    """Which people, whether step by step, and one page of them or the whole cohort."""

    filters: Filters
    by_step: bool = False
    whole: bool = False
    page: int = 1

    @property
    def as_query(self) -> dict[str, str]:
        """What an address says of it; what goes without saying is left out."""
        said = {"show": STEPS if self.by_step else "", "all": YES if self.whole else ""}
        said["page"] = str(self.page) if self.page > 1 and not self.whole else ""
        return self.filters.as_query | {name: value for name, value in said.items() if value}

    @property
    def query_string(self) -> str:
        """The same as the end of an address, with its question mark; empty: nothing is said."""
        return f"?{urlencode(self.as_query)}" if self.as_query else ""

    def leading_to(self, name: str) -> str:
        """The end of an address to which only the value of one more word is added."""
        others = {key: value for key, value in self.as_query.items() if key not in (name, "page")}
        return f"?{urlencode([*others.items(), (name, '')])}"

    def in_modules(self) -> Asked:
        """The same people, with all modules counted."""
        return replace(self, filters=replace(self.filters, module=""), by_step=False)


def asked_from(args: Mapping[str, str]) -> Asked:
    """What an address asks for; what there is not goes without saying."""
    page = args.get("page", "")
    is_number = page.isascii() and page.isdigit() and len(page) <= MOST_DIGITS
    return Asked(
        filters_from(args),
        by_step=args.get("show") == STEPS,
        whole=args.get("all") == YES,
        page=max(1, int(page)) if is_number else 1,
    )
