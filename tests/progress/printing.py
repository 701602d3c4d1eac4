"""The shipped course as it is printed, read from its files, and the pages that come out."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO

import pikepdf

from app.kit.booklet import PictureFile
from app.progress.rules.pack import CohortFacts, ModuleText, StepText
from app.syllabus.rules.rendering import Renderer
from app.syllabus.rules.written import WrittenModule
from tests.gateways.pdf_words import words_by_page
from tests.make.course import written_course

COHORT = CohortFacts("Riverside", "01632 960000", ["Farah Facilitator", "Sam Second"])
COURSE = written_course()
CURRENT = COURSE.editions[-1]


def module_text(module: WrittenModule) -> ModuleText:
    """A module as the database would give it."""
    steps = []
    renderer = Renderer(COURSE.sources, CURRENT.pictures)
    for step in module.steps:
        shown, front = renderer.step(step), step.front
        steps.append(
            StepText(front.key, front.kind, front.title, front.minutes, shown.html, shown.data)
        )
    about = module.front
    return ModuleText(
        *(about.key, about.number, about.title, about.summary),
        *(about.aims, about.minutes, steps),
    )


def pictures() -> dict[str, PictureFile]:
    """The pictures of the course, by the address that stands in the texts."""
    return {
        f"/course/pictures/{one.digest}/{one.name}": PictureFile(
            media_type=one.media_type, width=one.width, height=one.height, content=one.content
        )
        for one in CURRENT.pictures.values()
    }


def pages_of(file: bytes) -> list[str]:
    """The words of each page of a PDF."""
    with pikepdf.open(BytesIO(file)) as pdf:
        return words_by_page(pdf)


def words_of_html(html: str) -> set[str]:
    """Each word of the text once."""
    return set(re.findall(r"\w+", unescape(re.sub(r"<[^>]+>", " ", html))))
