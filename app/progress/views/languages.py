"""The language in which somebody reads this page: the one in the address, or their usual one."""

from __future__ import annotations

from flask import request

from app.progress.rules.wordings import Translations, Wording, wanted, wording
from app.web.context import actor


def wanted_here() -> str:
    """The code of the language that the person wants this page in."""
    return wanted(request.args.get("lang"), usual=actor().language)


def wording_here(translations: Translations) -> Wording:
    """The page in the language that the person wants, if it is in it."""
    return wording(translations, wanted_here())
