"""An edition as its readers meet it: one shape for what is written and for what is loaded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.syllabus.rules.content import Opening, Source
from app.syllabus.rules.rendering import Renderer
from app.syllabus.rules.shelves import cards
from app.syllabus.rules.written import WrittenEdition, WrittenModule


@dataclass(frozen=True)
class ShownStep:
    """One step; `facts` are its other values by name, `text` is its HTML."""

    key: str
    title: str
    facts: Mapping[str, Any]
    text: str


@dataclass(frozen=True)
class ShownModule:
    """One module with its steps in order."""

    key: str
    number: int
    title: str
    facts: Mapping[str, Any]
    steps: list[ShownStep]


@dataclass(frozen=True)
class ShownCard:
    """One card of the library."""

    kind: str
    key: str
    title: str
    data: Mapping[str, Any]


@dataclass(frozen=True)
class ShownEdition:
    """One edition with its modules in order and its library."""

    facts: Mapping[str, Any]
    modules: list[ShownModule]
    cards: list[ShownCard]


def opening_in_words(days: int | None, *, after_session: bool) -> str:
    """When something opens, for a list of differences."""
    parts = [f"{days} days after the first day"] if days else []
    if after_session:
        parts.append("after the session")
    return " and ".join(parts) or "from the beginning"


def shown(edition: WrittenEdition, sources: Mapping[str, Source]) -> ShownEdition:
    """A written edition as its readers would meet it."""
    renderer = Renderer(sources, edition.pictures)
    front = edition.front
    return ShownEdition(
        facts={"title": front.title, "framework": front.framework},
        modules=[_module(module, renderer) for module in edition.modules],
        cards=[
            ShownCard(card.kind, card.key, card.title, card.data)
            for card in cards(edition, renderer)
        ],
    )


def _module(module: WrittenModule, renderer: Renderer) -> ShownModule:
    front = module.front
    facts = {
        "title": front.title,
        "summary": front.summary,
        "aims": list(front.aims),
        "minutes": front.minutes,
        "opens": _opening(front.opens),
        "needs": list(front.needs),
    }
    return ShownModule(front.key, front.number, front.title, facts, list(_steps(module, renderer)))


def _steps(module: WrittenModule, renderer: Renderer) -> Iterator[ShownStep]:
    for step in module.steps:
        front, page = step.front, renderer.step(step)
        facts = {
            "title": front.title,
            "kind": front.kind,
            "minutes": front.minutes,
            "opens": _opening(front.opens),
            "needs": list(front.needs),
            "done_by": list(front.done_by),
            **page.data,
        }
        yield ShownStep(front.key, front.title, facts, page.html)


def _opening(opening: Opening | None) -> str:
    if opening is None:
        return opening_in_words(None, after_session=False)
    return opening_in_words(opening.days_after_start, after_session=opening.after_session)
