"""Turns a written step into what is stored: safe HTML and the data of its kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.kit.markdown import render, sanitise
from app.syllabus.rules.addresses import as_paths, placed
from app.syllabus.rules.citations import as_links, in_words, listed
from app.syllabus.rules.content import (
    Activity,
    Download,
    Figure,
    KnowledgeCheck,
    Poll,
    Question,
    Reflection,
    Source,
    StepFront,
    Watch,
)
from app.syllabus.rules.written import WrittenPicture, WrittenStep, WrittenTranslation

Pictures = Mapping[str, WrittenPicture]

# Text beside the main text stands below a heading of the page's own.
BESIDE = 3


@dataclass(frozen=True)
class RenderedStep:
    """A step as the database keeps it; `html` has been sanitised."""

    html: str
    data: dict[str, Any]
    translations: dict[str, dict[str, str]]


@dataclass(frozen=True)
class Renderer:
    """Turns Markdown into safe HTML with the sources and pictures of one edition."""

    sources: Mapping[str, Source]
    pictures: Pictures = field(default_factory=dict)

    def html(self, text: str, *, top: int = 2) -> str:
        """Markdown as HTML in which citations, links within the course and pictures lead on."""
        return placed(render(as_paths(as_links(text, self.sources)), top=top), self.pictures)

    def words(self, text: str) -> str:
        """Plain text with citations in brackets."""
        return in_words(text, self.sources)

    def step(self, step: WrittenStep) -> RenderedStep:
        """The step with its text as HTML, the list of its sources, and the data of its kind."""
        data = {
            # Apart from the text, since questions and figures stand between the two.
            "sources": sanitise(listed(step.sources(), self.sources)),
            "without_a_computer": self.html(step.front.without_a_computer, top=BESIDE),
            "figures": [figure_in_words(figure, self.sources) for figure in step.front.figures],
            **_of_its_kind(step.front, self),
        }
        translations = {
            language: _translated(translation, self)
            for language, translation in step.translations.items()
        }
        return RenderedStep(self.html(step.body), data, translations)


def _translated(translation: WrittenTranslation, renderer: Renderer) -> dict[str, str]:
    """What a translation has; what it leaves out is shown in English."""
    front = translation.front
    words = {name: getattr(front, name) for name in ("title", "prompt", "done_when", "note")}
    found = {name: renderer.words(text) for name, text in words.items() if text}
    if front.without_a_computer:
        found["without_a_computer"] = renderer.html(front.without_a_computer, top=BESIDE)
    return found | {"html": renderer.html(translation.body)}


def figure_in_words(figure: Figure, sources: Mapping[str, Source]) -> dict[str, str]:
    """A figure with its citations in brackets and the short name of its source."""
    source = sources[figure.source]
    return {
        **{name: in_words(getattr(figure, name), sources) for name in FIGURE_WORDS},
        "source": figure.source,
        "source_short": source.short,
    }


FIGURE_WORDS = ("value", "about", "n", "date", "caution")


def _of_its_kind(front: StepFront, renderer: Renderer) -> dict[str, Any]:
    found: dict[str, Any] = {}
    match front:
        case KnowledgeCheck():
            found["questions"] = [_question(question, renderer) for question in front.questions]
        case Reflection():
            found["prompt"] = renderer.words(front.prompt)
        case Activity():
            found["done_when"] = renderer.words(front.done_when)
        case Watch():
            found["recording"] = front.recording
            found["transcript"] = renderer.html(front.transcript, top=BESIDE)
        case Poll():
            found["question"] = renderer.words(front.question)
            found["choices"] = [renderer.words(choice) for choice in front.choices]
        case Download():
            found["sheet"] = renderer.html(front.sheet, top=BESIDE)
    return found


def _question(question: Question, renderer: Renderer) -> dict[str, Any]:
    return {
        "key": question.key,
        "text": renderer.words(question.text),
        "options": [
            {
                "key": option.key,
                "text": renderer.words(option.text),
                "right": option.right,
                "feedback": renderer.words(option.feedback),
            }
            for option in question.options
        ],
    }
