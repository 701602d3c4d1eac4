"""The content author's guide stays true: its examples, keys, numbers, links and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from app.kit.markdown import render
from app.syllabus.cli import curriculum
from app.syllabus.rules import citing, pictures, questions, reading_age, wholeness
from app.syllabus.rules.content import (
    KINDS,
    EditionFile,
    Guide,
    ModuleFile,
    ModuleTranslation,
    Source,
    StepTranslation,
    Written,
)
from app.syllabus.rules.credits import CreditsFile
from app.syllabus.rules.framework import FrameworksFile
from app.syllabus.rules.library import LIBRARY
from app.syllabus.rules.reading import check
from tests.syllabus.documents import ROOT, SMALL
from tests.syllabus.planting import planted
from tests.syllabus.small_course import GUIDE, examples, write_small_course

TEXT = GUIDE.read_text("utf-8")
SHAPES: tuple[type[Written], ...] = (
    *(Source, EditionFile, ModuleFile, Guide, ModuleTranslation, StepTranslation, FrameworksFile),
    CreditsFile,
    *KINDS.values(),
    *LIBRARY.values(),
)
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def prose() -> str:
    """The guide without its examples."""
    return FENCE.sub("", TEXT)


def in_words(numbers: range) -> tuple[str, str]:
    """The first and the last of some numbers, in words."""
    return SMALL[numbers[0] - 1], SMALL[numbers[-1] - 1]


def keys_of(shape: type[Written]) -> Iterator[str]:
    """Every key that an author may write in this shape, also further down."""
    for name, field in shape.model_fields.items():
        yield name
        for inner in shapes_in(field.annotation):
            yield from keys_of(inner)


def shapes_in(annotation: object) -> Iterator[type[Written]]:
    if isinstance(annotation, type) and issubclass(annotation, Written):
        yield annotation
    for inner in get_args(annotation):
        yield from shapes_in(inner)


def test_every_example_passes_the_check(tmp_path: Path) -> None:
    assert check(write_small_course(tmp_path)) == []
    assert len(re.findall(r"^```\w", TEXT, re.MULTILINE)) == len(examples())


def test_the_guide_names_every_key_that_an_author_may_write() -> None:
    keys = {key for shape in SHAPES for key in keys_of(shape)}
    named = re.findall(r"`(\w+)[`:]|^[ -]*(\w+):|[{ ](\w+): ", TEXT, re.MULTILINE)
    words = {word for found in named for word in found if word}

    assert len(keys) > 50
    assert sorted(keys - words) == []


def test_the_guide_shows_every_kind_of_step_and_of_file() -> None:
    shown = "\n".join(examples().values())

    assert [kind for kind in KINDS if f"\nkind: {kind}\n" not in shown] == []
    assert [name for name in LIBRARY if f"2030/library/{name}.yaml" not in examples()] == []
    kinds = {re.sub(r"\d\d-[\w-]+", "NN-step", name.split("/")[-1]) for name in examples()}
    assert kinds >= {
        *("sources.yaml", "frameworks.yaml", "credits.yaml"),
        *("edition.yaml", "module.yaml", "module.cy.yaml"),
        *("NN-step.md", "NN-step.cy.md", "guide.md", "bench.svg"),
    }


@pytest.mark.parametrize(
    "said",
    [
        f"{wholeness.STEPS[0]} to {wholeness.STEPS[-1]} steps",
        f"{wholeness.MINUTES[0]} to {wholeness.MINUTES[-1]} minutes",
        f"At most {pictures.HEAVIEST // 1000} KB",
        f"fewer than {reading_age.FEWEST_WORDS} words",
        f"Our limit is {EditionFile.model_fields['reading_age'].default}",
        " to ".join(in_words(questions.QUESTIONS)).capitalize() + " questions",
        " or ".join(in_words(questions.OPTIONS)) + " options",
        f"at most {SMALL[citing.LONGEST_PIECE - 1]} words",
        f"a name of {SMALL[citing.LONGEST_NAME - 1]} words",
    ],
)
def test_the_numbers_of_the_guide_are_those_of_the_check(said: str) -> None:
    assert said in " ".join(prose().split())


def test_each_link_of_the_guide_leads_somewhere() -> None:
    anchors = set(re.findall(r' id="([^"]+)"', render(prose())))
    links = re.findall(r"\]\(([^)]+)\)", re.sub(r"`[^`]*`", "", prose()))

    assert len(links) > 15
    assert [link for link in links if link.startswith("#") and link[1:] not in anchors] == []
    assert [link for link in links if link[0] != "#"] == []


def test_the_files_and_commands_that_the_guide_names_are_there() -> None:
    commands = set(re.findall(r"dlp curriculum (\w+)", TEXT))
    options = set(re.findall(r"dlp curriculum check (--\w+)", TEXT))
    known = {name for command in curriculum.commands.values() for name in command_options(command)}

    assert commands == set(curriculum.commands) == {"check", "load", "diff"}
    assert options <= known
    assert (ROOT / re.findall(r"`(curriculum/\S+\.md)`", TEXT)[0]).is_file()
    assert (ROOT / "tests/syllabus/figures.py").is_file()
    assert "](../docs/content-authors.md)" in (ROOT / "curriculum/README.md").read_text("utf-8")


def command_options(command: object) -> Iterator[str]:
    for parameter in getattr(command, "params", []):
        yield from parameter.opts


def test_the_sentences_that_the_guide_explains_are_those_of_the_check() -> None:
    heard = "\n".join(" ".join(row.says) for row in planted())
    table = TEXT[TEXT.index("## What the check says") :]
    explained = [
        part
        for row in re.findall(r"^\| (\*.*?) \|", table, re.MULTILINE)
        for part in re.findall(r"\*([^*]+)\*", row)
    ]

    assert len(explained) > 25
    unknown = [one for one in explained if not re.search(pattern_of(one), heard)]
    assert unknown == []


def pattern_of(words: str) -> str:
    """Three dots stand for anything, and a stroke for a choice, as in picture/module."""
    pattern = re.escape(words).replace(re.escape("..."), ".*")
    return re.sub(r"(\w+(?:/\w+)+)", lambda match: f"(?:{match[1].replace('/', '|')})", pattern)


def test_the_guide_is_as_easy_to_read_as_it_asks_of_others() -> None:
    lines = [line for line in prose().splitlines() if not line.startswith(("|", "#", "- [", "  ["))]
    text = re.sub(r"`[^`]*`", "this", re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", "\n".join(lines)))

    assert reading_age.age_of(re.sub(r"[*_>]", "", text)) <= 12
