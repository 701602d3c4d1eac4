"""A written edition in the shape in which its readers would meet it.

Apart from the shape itself, since the web needs that and never reads what authors write.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.syllabus.rules.content import Opening, Source
from app.syllabus.rules.rendering import Renderer
from app.syllabus.rules.shelves import cards
from app.syllabus.rules.shown import (
    ShownCard,
    ShownEdition,
    ShownModule,
    ShownStep,
    opening_in_words,
)
from app.syllabus.rules.written import WrittenEdition, WrittenModule


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
