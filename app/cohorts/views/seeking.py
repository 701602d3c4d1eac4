"""Which people of a cohort an address asks for."""

from __future__ import annotations

from collections.abc import Mapping

from flask import url_for

from app.cohorts.queries.stages import Sought
from app.cohorts.rules.stages import STAGES, UNREACHED
from app.kit.seeking import clean_sought


def read_sought(args: Mapping[str, str]) -> Sought:
    """Who is looked for; a stage that there is not stands for all."""
    stage = args.get("state", "")
    return Sought(
        stage if stage in (*STAGES, UNREACHED) else "", clean_sought(args.get("name", ""))
    )


def href_of(slug: str, sought: Sought) -> str:
    """The address of these people, to which the number of a page is added."""
    here = url_for(
        "cohorts.people", slug=slug, state=sought.stage or None, name=sought.name or None
    )
    return f"{here}{'&' if '?' in here else '?'}page="
