"""Measures how hard the course is to read, with the Flesch-Kincaid grade of a kept library.

The library reads a long list of words when it first counts, so only the check imports this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import textstat

from app.syllabus.rules.faults import Fault
from app.syllabus.rules.notebook import Notebook
from app.syllabus.rules.passages import Passage, passages_of, passages_on
from app.syllabus.rules.sentences import sentences
from app.syllabus.rules.written import Curriculum, WrittenEdition

# A child is five at the start of the first year of school that the grade counts.
FIRST_GRADE = 5
# Less than this is too little to judge.
FEWEST_WORDS = 30
FEWEST_IN_SENTENCE = 6
SHOWN_WORDS = 8
# Names and titles are what they are.
UNMEASURED = frozenset({"title", "place", "term", "also", "label", "date", "value"})


@dataclass(frozen=True)
class Sentence:
    """A sentence and the line on which it starts."""

    line: int
    words: str


def age_of(text: str) -> float:
    """The age at which a child at school reads the text with ease, to one decimal."""
    return round(float(textstat.flesch_kincaid_grade(text)) + FIRST_GRADE, 1)


def read_in(passages: Iterable[Passage]) -> list[Sentence]:
    """The sentences of texts that people read."""
    return [
        Sentence(passage.line_at(place), words)
        for passage in passages
        if passage.is_read and passage.name not in UNMEASURED
        for place, words in sentences(passage)
    ]


def faults_in_reading(notebook: Notebook, curriculum: Curriculum) -> Iterator[Fault]:
    """Files of the course that are harder to read than their edition or module allows."""
    for edition in curriculum.editions:
        for file, limit in _limits(edition):
            found = _too_hard(file, read_in(_passages(notebook, file)), limit)
            if found:
                yield found


def _limits(edition: WrittenEdition) -> Iterator[tuple[str, int]]:
    """Each English file of the edition with the age for which it is written."""
    for module in edition.modules:
        limit = module.front.reading_age or edition.front.reading_age
        yield module.file, limit
        for step in module.steps:
            yield step.file, limit
        # Written for facilitators, like the library.
        if module.guide:
            yield module.guide.file, edition.front.reading_age
    folder = Path(edition.file).parent / "library"
    for name in edition.library:
        yield (folder / f"{name}.yaml").as_posix(), edition.front.reading_age


def _passages(notebook: Notebook, file: str) -> Iterator[Passage]:
    if file in notebook.pages:
        return passages_on(notebook.pages[file], file)
    return passages_of(notebook.yamls[file], file)


def _too_hard(file: str, found: list[Sentence], limit: int) -> Fault | None:
    text = "\n".join(sentence.words for sentence in found)
    if len(text.split()) < FEWEST_WORDS or age_of(text) <= limit:
        return None
    long = [one for one in found if len(one.words.split()) >= FEWEST_IN_SENTENCE]
    hardest = max(long or found, key=lambda one: age_of(one.words))
    start = " ".join(hardest.words.split()[:SHOWN_WORDS])
    what = f"This reads like age {age_of(text)}; it is written for age {limit}."
    remedy = f"Start here, where it is hardest: shorten the sentence '{start} ...'."
    return Fault(file, hardest.line, what, remedy)
