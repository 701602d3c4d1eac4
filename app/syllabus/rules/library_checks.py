"""Checks the files of an edition's library, against each other and against the course."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from app.syllabus.rules.citations import cited
from app.syllabus.rules.citing import (
    remarks_on_figures,
    remarks_on_numbers,
    remarks_on_uncited,
)
from app.syllabus.rules.content import Written
from app.syllabus.rules.faults import Remark
from app.syllabus.rules.library import (
    Cases,
    Checklist,
    Glossary,
    Pledges,
    Plumbline,
    Policies,
    Priorities,
    Prompts,
    Term,
)
from app.syllabus.rules.located import Located, Path
from app.syllabus.rules.passages import passages_of
from app.syllabus.rules.prose import unknown_source
from app.syllabus.rules.repeats import repeated, twice


@dataclass(frozen=True)
class Around:
    """What a library may refer to: documents, modules, and items of the edition's framework.

    Without items the framework itself has a fault, which is named there.
    """

    known: Collection[str]
    modules: Collection[str]
    items: Collection[str]

    def is_no_item(self, key: str) -> bool:
        """Whether the edition's framework has no such item."""
        return bool(self.items) and key not in self.items


def remarks_on_library(written: Written, located: Located, around: Around) -> Iterator[Remark]:
    """Everything that is wrong with a file of the library that has its shape."""
    match written:
        case Glossary():
            yield from _twice("term", [term.key for term in written.terms], ("terms",), located)
            yield from _remarks_on_terms(written.terms, located, around)
        case Checklist():
            yield from _twice("item", [item.key for item in written.items], ("items",), located)
        case Pledges():
            yield from _remarks_on_pledges(written, located, around)
        case Cases():
            yield from _twice("card", [card.key for card in written.cases], ("cases",), located)
            yield from _remarks_on_cases(written, located, around)
        case Policies():
            yield from _twice("card", [card.key for card in written.cards], ("cards",), located)
            yield from _remarks_on_policies(written, located, around)
        case Prompts() | Plumbline() | Priorities():
            yield from _remarks_on_never_frozen(written, located, around)
    uncited = [one for one in passages_of(located, "") if one.is_read and not cited(one.text)]
    yield from remarks_on_numbers(uncited)


def _remarks_on_never_frozen(
    written: Prompts | Plumbline | Priorities, located: Located, around: Around
) -> Iterator[Remark]:
    match written:
        case Prompts():
            yield from _twice("model", [one.key for one in written.models], ("models",), located)
            yield from _remarks_on_prompts(written, located, around)
        case Plumbline():
            yield from _remarks_on_plumbline(written, located, around)
        case Priorities():
            yield from _remarks_on_priorities(written, located, around)


def _twice(thing: str, keys: Sequence[str], path: Path, located: Located) -> Iterator[Remark]:
    for place in repeated(keys):
        yield twice(thing, keys[place], located.line_of((*path, place, "key")))


def _remarks_on_terms(terms: Sequence[Term], located: Located, around: Around) -> Iterator[Remark]:
    seen: dict[str, str] = {}
    for place, term in enumerate(terms):
        if term.item and around.is_no_item(term.item):
            line = located.line_of(("terms", place, "item"))
            yield _unknown("item", term.item, "the edition's framework", around.items, line)
        for word in (term.term, *term.also):
            owner = seen.setdefault(word.casefold(), term.key)
            if owner != term.key:
                line = located.line_of(("terms", place, "term"))
                what = f"The term '{owner}' explains '{word}' already."
                yield Remark(line, what, "Explain a word once, and put its other names there.")


def _remarks_on_pledges(written: Pledges, located: Located, around: Around) -> Iterator[Remark]:
    roles = [role.key for role in written.roles]
    yield from _twice("role", roles, ("roles",), located)
    keys = [pledge.key for pledge in written.pledges]
    yield from _twice("pledge", keys, ("pledges",), located)
    for place, pledge in enumerate(written.pledges):
        if pledge.role not in roles:
            line = located.line_of(("pledges", place, "role"))
            yield _unknown("role", pledge.role, "the list of roles", roles, line)
        if pledge.source not in around.known:
            line = located.line_of(("pledges", place, "source"))
            yield unknown_source(pledge.source, line)
    for place, role in enumerate(roles):
        if role not in {pledge.role for pledge in written.pledges}:
            line = located.line_of(("roles", place))
            remedy = "Write a pledge for it, or take the role out."
            yield Remark(line, f"The role '{role}' has no pledge.", remedy)


def _remarks_on_cases(written: Cases, located: Located, around: Around) -> Iterator[Remark]:
    for place, card in enumerate(written.cases):
        path: Path = ("cases", place)
        if card.module not in around.modules:
            line = located.line_of((*path, "module"))
            yield _unknown("module", card.module, "this edition", around.modules, line)
        for number, item in enumerate(card.shows):
            if around.is_no_item(item):
                line = located.line_of((*path, "shows", number))
                yield _unknown("item", item, "the edition's framework", around.items, line)
        where = (*path, "figures")
        yield from remarks_on_figures(card.figures, located, where, around.known)
        keys = set(cited(card.story))
        if keys:
            yield from remarks_on_uncited(card.figures, located, where, keys, around.known)
        else:
            what = "The story does not say which document it comes from."
            line = located.line_of((*path, "story"))
            yield Remark(line, what, "Cite it in the text, as in [@pcn-2020].")


def _remarks_on_policies(written: Policies, located: Located, around: Around) -> Iterator[Remark]:
    for place, card in enumerate(written.cards):
        path: Path = ("cards", place)
        if card.source not in around.known:
            yield unknown_source(card.source, located.line_of((*path, "source")))
        elif card.source not in cited(card.text):
            what = f"The text does not cite '{card.source}', where this card comes from."
            remedy = f"Put [@{card.source}] where the text draws on it."
            yield Remark(located.line_of((*path, "source")), what, remedy)
        # Both are written as YYYY-MM, so they stand in order as texts.
        if card.review_by <= card.as_of:
            what = f"The card is to be looked at again by {card.review_by}, not after it was true."
            remedy = f"Write a month after {card.as_of}."
            yield Remark(located.line_of((*path, "review_by")), what, remedy)


def _remarks_on_prompts(written: Prompts, located: Located, around: Around) -> Iterator[Remark]:
    for place, model in enumerate(written.models):
        path: Path = ("models", place)
        keys = [question.key for question in model.questions]
        yield from _twice("question", keys, (*path, "questions"), located)
        for number, source in enumerate(model.sources):
            line = located.line_of((*path, "sources", number))
            if source not in around.known:
                yield unknown_source(source, line)
            elif source not in cited(model.about):
                what = f"'about' does not cite '{source}', where this model comes from."
                remedy = f"Put [@{source}] where it tells who thought of the model."
                yield Remark(line, what, remedy)
        for number, question in enumerate(model.questions):
            if question.item and around.is_no_item(question.item):
                line = located.line_of((*path, "questions", number, "item"))
                where = "the edition's framework"
                yield _unknown("item", question.item, where, around.items, line)


def _remarks_on_plumbline(written: Plumbline, located: Located, around: Around) -> Iterator[Remark]:
    items = [question.item for question in written.questions]
    for place in repeated(items):
        line = located.line_of(("questions", place, "item"))
        yield twice("question", items[place], line)
    for place, item in enumerate(items):
        if around.is_no_item(item):
            line = located.line_of(("questions", place, "item"))
            yield _unknown("item", item, "the edition's framework", around.items, line)


def _remarks_on_priorities(
    written: Priorities, located: Located, around: Around
) -> Iterator[Remark]:
    keys = [priority.key for priority in written.priorities]
    yield from _twice("priority", keys, ("priorities",), located)
    line = located.line_of(("source",))
    if written.source not in around.known:
        yield unknown_source(written.source, line)
    elif written.source not in cited(written.intro):
        what = f"The introduction does not cite '{written.source}', which sets these priorities."
        yield Remark(line, what, f"Put [@{written.source}] where it says whose they are.")


def _unknown(thing: str, key: str, where: str, known: Collection[str], line: int) -> Remark:
    what = f"There is no {thing} '{key}' in {where}."
    return Remark(line, what, f"Write one of: {', '.join(known)}.")
