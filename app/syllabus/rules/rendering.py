"""Turns a written step into what is stored: safe HTML and the data of its kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.kit.markdown import render, sanitise
from app.syllabus.rules.citations import as_links, in_words, listed
from app.syllabus.rules.content import (
    Activity,
    Figure,
    KnowledgeCheck,
    Poll,
    Question,
    Reflection,
    Source,
    StepFront,
    Watch,
)
from app.syllabus.rules.written import WrittenStep

# Text beside the main text stands below a heading of the page's own.
BESIDE = 3


@dataclass(frozen=True)
class RenderedStep:
    """A step as the database keeps it; `html` has been sanitised."""

    html: str
    data: dict[str, Any]


def rendered(step: WrittenStep, sources: Mapping[str, Source]) -> RenderedStep:
    """The step with its text as HTML, the list of its sources, and the data of its kind."""
    beside = as_links(step.front.without_a_computer, sources)
    data = {
        # Apart from the text, since questions and figures stand between the two.
        "sources": sanitise(listed(step.sources(), sources)),
        "without_a_computer": render(beside, top=BESIDE),
        "figures": [_figure(figure, sources) for figure in step.front.figures],
        **_of_its_kind(step.front, sources),
    }
    return RenderedStep(render(as_links(step.body, sources)), data)


def _figure(figure: Figure, sources: Mapping[str, Source]) -> dict[str, str]:
    source = sources[figure.source]
    return {
        **{name: in_words(getattr(figure, name), sources) for name in FIGURE_WORDS},
        "source": figure.source,
        "source_short": source.short,
    }


FIGURE_WORDS = ("value", "about", "n", "date", "caution")


def _of_its_kind(front: StepFront, sources: Mapping[str, Source]) -> dict[str, Any]:
    match front:
        case KnowledgeCheck():
            return {"questions": [_question(question, sources) for question in front.questions]}
        case Reflection():
            return {"prompt": in_words(front.prompt, sources)}
        case Activity():
            return {"done_when": in_words(front.done_when, sources)}
        case Watch():
            transcript = render(as_links(front.transcript, sources), top=BESIDE)
            return {"recording": front.recording, "transcript": transcript}
        case Poll():
            choices = [in_words(choice, sources) for choice in front.choices]
            return {"question": in_words(front.question, sources), "choices": choices}
        case _:
            return {}


def _question(question: Question, sources: Mapping[str, Source]) -> dict[str, Any]:
    return {
        "key": question.key,
        "text": in_words(question.text, sources),
        "options": [
            {
                "key": option.key,
                "text": in_words(option.text, sources),
                "right": option.right,
                "feedback": in_words(option.feedback, sources),
            }
            for option in question.options
        ],
    }
