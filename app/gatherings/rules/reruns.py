"""What of an old cohort's words may stand in a new one."""

from __future__ import annotations

import re

# Pages of sessions, of cohorts and of their modules, wherever a site may stand.
SESSION = re.compile(r"/sessions/[0-9a-f]{8}-[0-9a-f-]{27}", re.IGNORECASE)
OF_COHORT = re.compile(r"/(?:cohorts|modules)/([\w-]+)")


def leads_back(text: str, slug: str) -> bool:
    """Whether a text has the address of a page that only the people of the old cohort open."""
    return bool(SESSION.search(text)) or slug in OF_COHORT.findall(text)
