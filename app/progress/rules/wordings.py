"""In which language a page of the course is shown, and which parts of it are in that language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.kit.languages import ENGLISH, Language, is_language, language

Translations = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Wording:
    """A page in one language; a part that `parts` does not hold is shown in English.

    `choices` are the languages that the page has, English first; only English: no choice.
    """

    language: Language
    wanted: Language
    choices: tuple[Language, ...]
    parts: Mapping[str, Any]

    @property
    def is_missing(self) -> bool:
        """Whether somebody wanted a language that the page does not have yet."""
        return self.language != self.wanted

    @property
    def is_translated(self) -> bool:
        """Whether it is not the English one."""
        return self.language.code != ENGLISH


def wanted(asked: str | None, *, usual: str) -> str:
    """The language asked for just now, if it is one of ours, or else the person's usual one."""
    return asked if asked == ENGLISH or (asked and is_language(asked)) else usual


def wording(translations: Translations, code: str) -> Wording:
    """A page in the language of this code, or in English when it is not translated."""
    asked = language(code)
    parts = translations.get(asked.code, {})
    return Wording(
        language=asked if parts else language(ENGLISH),
        wanted=asked,
        choices=(language(ENGLISH), *(language(one) for one in sorted(translations))),
        parts=parts,
    )
