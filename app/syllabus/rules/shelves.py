"""Turns an edition's library and guides into cards, as the database keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.kit.markdown import sanitise
from app.syllabus.rules.citations import cited, documents, listed
from app.syllabus.rules.content import Written
from app.syllabus.rules.library import (
    Cases,
    Checklist,
    Glossary,
    Pledges,
    Plumbline,
    Policies,
    Priorities,
    Prompts,
)
from app.syllabus.rules.rendering import BESIDE, Renderer, figure_in_words
from app.syllabus.rules.shown import INTRO
from app.syllabus.rules.written import WrittenEdition, WrittenGuide


@dataclass(frozen=True)
class RenderedCard:
    """One card: `data` holds plain words, and safe HTML where authors write Markdown."""

    kind: str
    key: str
    title: str
    data: dict[str, Any]


def cards(edition: WrittenEdition, renderer: Renderer) -> Iterator[RenderedCard]:
    """Every card of the edition, shelf by shelf in the order of the files."""
    for module in edition.modules:
        if module.guide:
            data = _guide(module.guide, renderer)
            yield RenderedCard("guide", module.front.key, module.guide.front.title, data)
    for shelf in edition.library.values():
        yield from _shelf(shelf, renderer)


def _guide(guide: WrittenGuide, renderer: Renderer) -> dict[str, Any]:
    keys = cited(f"{guide.body}\n{guide.front.model_dump_json()}")
    return {
        "minutes": guide.front.minutes,
        "prepare": [renderer.words(text) for text in guide.front.prepare],
        "running_order": [
            {
                "minutes": slot.minutes,
                "what": renderer.words(slot.what),
                "how": renderer.html(slot.how, top=BESIDE),
            }
            for slot in guide.front.running_order
        ],
        "html": renderer.html(guide.body),
        "sources": sanitise(listed(keys, renderer.sources)),
    }


def _shelf(shelf: Written, renderer: Renderer) -> Iterator[RenderedCard]:
    match shelf:
        case Glossary():
            yield from _glossary(shelf, renderer)
        case Checklist():
            yield from _checklist(shelf, renderer)
        case Pledges():
            yield from _pledges(shelf, renderer)
        case Cases():
            yield from _cases(shelf, renderer)
        case Policies():
            yield from _policies(shelf, renderer)
        case Prompts() | Plumbline() | Priorities():
            yield from _never_frozen(shelf, renderer)


def _never_frozen(
    shelf: Prompts | Plumbline | Priorities, renderer: Renderer
) -> Iterator[RenderedCard]:
    match shelf:
        case Prompts():
            yield from _prompts(shelf, renderer)
        case Plumbline():
            yield from _plumbline(shelf, renderer)
        case Priorities():
            yield from _priorities(shelf, renderer)


def _glossary(shelf: Glossary, renderer: Renderer) -> Iterator[RenderedCard]:
    for term in sorted(shelf.terms, key=lambda term: term.term.casefold()):
        data = {
            "meaning": renderer.html(term.meaning),
            "item": term.item,
            "also": [renderer.words(word) for word in term.also],
            "documents": _documents(term.meaning, renderer),
        }
        yield RenderedCard("glossary", term.key, term.term, data)


def _checklist(shelf: Checklist, renderer: Renderer) -> Iterator[RenderedCard]:
    intro = {"html": renderer.html(shelf.intro), "documents": _documents(shelf.intro, renderer)}
    yield RenderedCard("checklist", INTRO, shelf.title, intro)
    for item in shelf.items:
        data = {
            "how": renderer.html(item.how),
            "who": item.who,
            "documents": _documents(item.how, renderer),
        }
        yield RenderedCard("checklist", item.key, renderer.words(item.text), data)


def _pledges(shelf: Pledges, renderer: Renderer) -> Iterator[RenderedCard]:
    roles = {role.key: role.title for role in shelf.roles}
    intro = {
        "html": renderer.html(shelf.intro),
        "roles": roles,
        "documents": _documents(shelf.intro, renderer),
    }
    yield RenderedCard("pledges", INTRO, shelf.title, intro)
    for pledge in shelf.pledges:
        data = {
            "role": pledge.role,
            "kind": pledge.kind,
            "first_step": renderer.words(pledge.first_step),
            "source_short": renderer.sources[pledge.source].short,
            "documents": documents([pledge.source], renderer.sources),
        }
        yield RenderedCard("pledges", pledge.key, renderer.words(pledge.text), data)


def _cases(shelf: Cases, renderer: Renderer) -> Iterator[RenderedCard]:
    for card in shelf.cases:
        data = {
            "place": renderer.words(card.place),
            "module": card.module,
            "story": renderer.html(card.story, top=BESIDE),
            "figures": [figure_in_words(figure, renderer.sources) for figure in card.figures],
            "shows": list(card.shows),
            "ask": [renderer.words(question) for question in card.ask],
            "documents": _documents(card.story, renderer, *(one.source for one in card.figures)),
        }
        yield RenderedCard("cases", card.key, card.title, data)


def _policies(shelf: Policies, renderer: Renderer) -> Iterator[RenderedCard]:
    for card in shelf.cards:
        data = {
            "as_of": card.as_of,
            "review_by": card.review_by,
            "text": renderer.html(card.text, top=BESIDE),
            "source_short": renderer.sources[card.source].short,
            "documents": _documents(card.text, renderer, card.source),
        }
        yield RenderedCard("policy", card.key, card.title, data)


def _prompts(shelf: Prompts, renderer: Renderer) -> Iterator[RenderedCard]:
    intro = {"html": renderer.html(shelf.intro), "documents": _documents(shelf.intro, renderer)}
    yield RenderedCard("prompts", INTRO, shelf.title, intro)
    for model in shelf.models:
        data = {
            "about": renderer.words(model.about),
            "questions": [
                {
                    "key": question.key,
                    "title": question.title,
                    "ask": [renderer.words(text) for text in question.ask],
                    "item": question.item,
                }
                for question in model.questions
            ],
            "documents": _documents(model.about, renderer, *model.sources),
        }
        yield RenderedCard("prompts", model.key, model.title, data)


def _plumbline(shelf: Plumbline, renderer: Renderer) -> Iterator[RenderedCard]:
    intro = {"html": renderer.html(shelf.intro), "state": shelf.state}
    yield RenderedCard("plumbline", INTRO, shelf.title, intro)
    for question in shelf.questions:
        yield RenderedCard("plumbline", question.item, renderer.words(question.ask), {})


def _priorities(shelf: Priorities, renderer: Renderer) -> Iterator[RenderedCard]:
    intro = {
        "html": renderer.html(shelf.intro),
        "source_short": renderer.sources[shelf.source].short,
        "documents": _documents(shelf.intro, renderer, shelf.source),
    }
    yield RenderedCard("priorities", INTRO, shelf.title, intro)
    for one in shelf.priorities:
        data = {"text": renderer.words(one.text)}
        yield RenderedCard("priorities", one.key, renderer.words(one.title), data)


def _documents(text: str, renderer: Renderer, *more: str) -> list[dict[str, str]]:
    """The documents that a card's text cites, and those it names beside the text."""
    return documents([*cited(text), *more], renderer.sources)
