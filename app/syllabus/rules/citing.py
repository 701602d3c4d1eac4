"""Checks that what is stated as a fact names the document that says so."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from app.syllabus.rules.citations import cited
from app.syllabus.rules.content import CaseStudy, Figure, StepFront
from app.syllabus.rules.faults import Remark
from app.syllabus.rules.located import Located, Page, Path
from app.syllabus.rules.numbers import numbers_of_fact
from app.syllabus.rules.passages import BODY, Passage, passages_on
from app.syllabus.rules.prose import unknown_source
from app.syllabus.rules.repeats import repeated

# Where a number is told as true. A wrong answer, or a sheet to fill in, may hold any.
STATING = frozenset({BODY, "feedback", "meaning", "story", "text", "how"})
LONGEST_PIECE = 6
LONGEST_NAME = 2
DIGIT = re.compile(r"\d")


def remarks_on_facts(page: Page, front: StepFront, known: Collection[str]) -> Iterator[Remark]:
    """A step with a figure, a number or a true story cites where it comes from."""
    passages = [passage for passage in passages_on(page, "") if passage.is_read]
    keys = {key for passage in passages for key in cited(passage.text)}
    yield from remarks_on_figures(front.figures, page.front, ("figures",), known)
    if isinstance(front, CaseStudy) and not cited(page.body):
        what = "The case study does not say which document it comes from."
        yield Remark(page.body_line, what, "Cite it in the text, as in [@pcn-2020].")
        return
    yield from remarks_on_uncited(front.figures, page.front, ("figures",), keys, known)
    if not keys:
        yield from remarks_on_numbers(passages)


def remarks_on_numbers(passages: Iterable[Passage]) -> Iterator[Remark]:
    """Numbers in texts that cite no document at all."""
    for passage in passages:
        if passage.name not in STATING:
            continue
        for place, number in numbers_of_fact(passage.text):
            remedy = "Cite the document that says so, as in [@pcn-2020], or write it in words."
            what = f"The number {number} does not say which document it comes from."
            yield Remark(passage.line_at(place), what, remedy)


def remarks_on_figures(
    figures: Sequence[Figure], located: Located, path: Path, known: Collection[str]
) -> Iterator[Remark]:
    """Each figure is there once, and can be found in a document that we know."""
    for place in repeated([(figure.value, figure.about) for figure in figures]):
        line = located.line_of((*path, place, "value"))
        what = f"The figure '{figures[place].value}' is there twice."
        yield Remark(line, what, "Keep one of the two.")
    for place, figure in enumerate(figures):
        if figure.source not in known:
            yield unknown_source(figure.source, located.line_of((*path, place, "source")))
        for number, piece in enumerate(figure.as_written):
            longest = LONGEST_PIECE if DIGIT.search(piece) else LONGEST_NAME
            if len(piece.split()) > longest:
                line = located.line_of((*path, place, "as_written", number))
                what = f"'{piece}' is too long to look up in the document."
                remedy = "Copy at most six words with a number in them, or a name of two words."
                yield Remark(line, what, remedy)


def remarks_on_uncited(
    figures: Sequence[Figure],
    located: Located,
    path: Path,
    keys: Collection[str],
    known: Collection[str],
) -> Iterator[Remark]:
    """Each figure's document is cited in the text, where the number stands.

    A document that nobody knows is another fault, and is named there.
    """
    for place, figure in enumerate(figures):
        if figure.source in known and figure.source not in keys:
            line = located.line_of((*path, place, "source"))
            what = f"The text does not cite '{figure.source}', where this figure comes from."
            yield Remark(line, what, f"Put [@{figure.source}] beside the number in the text.")
