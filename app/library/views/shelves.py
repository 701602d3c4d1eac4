"""What the templates of the shelves are given, for the pages of a cohort and for a preview."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from flask import request
from sqlalchemy.orm import Session

from app.kit.paging import PAGE_SIZE
from app.library.queries.shelves import OnShelf, documents_of, shelf_of
from app.library.rules import FOR_WHOM, SIZES
from app.library.rules.alphabet import in_pages, page_with
from app.library.rules.months import has_passed
from app.library.rules.terms import history_of
from app.syllabus.models import Card, CourseModule
from app.syllabus.queries import modules_of, term_history

Facts = dict[str, Any]


def shelf_facts(
    db: Session, kind: str, *, edition_id: UUID, framework_id: UUID | None, today: date
) -> Facts:
    """All that `library/on_shelf.html` needs beside `course`, the address of the course.

    One to four statements, whatever the number of cards.
    Raises: NotFound when there is no such shelf.
    """
    on = shelf_of(db, edition_id, kind)
    facts: Facts = {"on": on, "documents": documents_of([on.intro, *on.cards])}
    if kind == "glossary":
        facts |= _glossary(on, request.args.get("word"), request.args.get("letter", ""))
        facts["histories"] = {
            key: history_of(moments, framework_id) for key, moments in term_history(db).items()
        }
    elif kind == "cases":
        facts |= _cases(on, {module.key: module for module in modules_of(db, edition_id)})
    elif kind == "pledges":
        facts |= _pledges(on, request.args.get("role"))
    elif kind == "checklist":
        facts["groups"] = in_order(grouped(on.cards, lambda card: card.data["who"]), FOR_WHOM)
    else:
        late = {card.key for card in on.cards if has_passed(card.data["review_by"], today)}
        facts["late"] = late
    return facts


def grouped(cards: Iterable[Card], of: Callable[[Card], str]) -> dict[str, list[Card]]:
    """The cards in groups, each in the order of the cards."""
    groups: dict[str, list[Card]] = {}
    for card in cards:
        groups.setdefault(of(card), []).append(card)
    return groups


def in_order(
    groups: Mapping[str, list[Card]], titles: Mapping[str, str]
) -> list[tuple[str, str, list[Card]]]:
    """Groups as key, title and cards, in the order of the titles; empty ones are left out."""
    return [(key, title, groups[key]) for key, title in titles.items() if key in groups]


def _letter(card: Card) -> str:
    return card.title[0].upper()


def _glossary(on: OnShelf, word: str | None, letter: str) -> Facts:
    """The words on the page with the word that a link names, or with a letter, or on the first."""
    letters = grouped(on.cards, _letter)
    named = [_letter(card) for card in on.cards if card.key == word]
    shown = page_with(in_pages(letters, PAGE_SIZE), (named or [letter])[0])
    cards = [card for words in shown.values() for card in words]
    return {"letters": list(letters), "shown": shown, "documents": documents_of(cards)}


def _cases(on: OnShelf, modules: Mapping[str, CourseModule]) -> Facts:
    titles = {key: f"Module {one.number}: {one.title}" for key, one in modules.items()}
    return {"groups": in_order(grouped(on.cards, lambda card: card.data["module"]), titles)}


def _pledges(on: OnShelf, chosen: str | None) -> Facts:
    """All pledges, or those of a chosen role; a long list is only shown role by role."""
    by_role = grouped(on.cards, lambda card: card.data["role"])
    names = on.intro.data["roles"] if on.intro else {}
    # In the order of the cards, since the database does not keep that of the names.
    groups = in_order(by_role, {role: names.get(role, role) for role in by_role})
    is_long = len(on.cards) > PAGE_SIZE
    shown = [group for group in groups if group[0] == chosen] or ([] if is_long else groups)
    return {
        "groups": groups,
        "shown": shown,
        "chosen": chosen if chosen in by_role else None,
        "one_by_one": is_long or chosen in by_role,
        "sizes": SIZES,
    }
