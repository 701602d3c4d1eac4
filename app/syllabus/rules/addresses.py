"""Links within the course and its pictures: how authors write them, and where they lead.

Steps stand at `.../MODULE/STEP` and the library at `.../library/KIND`, below the same folder
for learners and in a preview; so links that go one up hold in both. A long glossary has several
pages: a link to a word names it twice, for the page that has it and for its place on that page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from app.syllabus.rules.written import WrittenPicture

TO_STEP = re.compile(r"\]\(step:([a-z0-9-]+)/([a-z0-9-]+)\)")
TO_WORD = re.compile(r"\]\(word:([a-z0-9-]+)\)")
PICTURE = re.compile(r'src="pictures/([^"/]+)"')


def as_paths(text: str) -> str:
    """Markdown in which links to steps and words of the course are paths."""
    return TO_WORD.sub(r"](../library/glossary?word=\1#\1)", TO_STEP.sub(r"](../\1/\2)", text))


def placed(html: str, pictures: Mapping[str, WrittenPicture]) -> str:
    """HTML in which each picture of the course has its address and its size."""

    def place(match: re.Match[str]) -> str:
        picture = pictures.get(match[1])
        if picture is None:
            return match[0]
        address = f"/course/pictures/{picture.digest}/{escape(picture.name)}"
        return f'src="{address}" width="{picture.width}" height="{picture.height}"'

    return PICTURE.sub(place, html)
