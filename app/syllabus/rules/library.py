"""The shapes of an edition's library: glossary, checklist, pledges, cases, prompts and more."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from app.syllabus.rules.content import MONTH, Figure, Key, Text, Written

Month = Annotated[str, StringConstraints(pattern=MONTH)]


class Term(Written):
    """One word of the course; `item` is the framework item whose history the page shows."""

    key: Key
    term: Text
    meaning: Text
    item: Key | None = None
    also: list[Text] = Field(default_factory=list)


class Glossary(Written):
    """`glossary.yaml`."""

    terms: Annotated[list[Term], Field(min_length=1)]


class ChecklistItem(Written):
    """One thing to do before the course begins."""

    key: Key
    text: Text
    how: Text
    who: Literal["pcn", "facilitator", "everyone"]


class Checklist(Written):
    """`checklist.yaml`."""

    title: Text
    intro: Text
    items: Annotated[list[ChecklistItem], Field(min_length=1)]


class PledgeRole(Written):
    """Whom a pledge is for."""

    key: Key
    title: Text


class LibraryPledge(Written):
    """A promise that somebody may take as it is or make their own."""

    key: Key
    role: Key
    kind: Literal["adapt", "adopt", "disrupt"]
    text: Text
    first_step: Text
    source: Key


class Pledges(Written):
    """`pledges.yaml`."""

    title: Text
    intro: Text
    roles: Annotated[list[PledgeRole], Field(min_length=1)]
    pledges: Annotated[list[LibraryPledge], Field(min_length=1)]


class CaseCard(Written):
    """A true story on one card, to talk about in a group; `shows` names framework items."""

    key: Key
    title: Text
    place: Text
    module: Key
    story: Text
    figures: Annotated[list[Figure], Field(min_length=1)]
    shows: list[Key]
    ask: Annotated[list[Text], Field(min_length=1)]


class Cases(Written):
    """`cases.yaml`."""

    cases: Annotated[list[CaseCard], Field(min_length=1)]


class PolicyCard(Written):
    """How a policy stood in the month `as_of`, to be looked at again in the month `review_by`."""

    key: Key
    title: Text
    as_of: Month
    review_by: Month
    text: Text
    source: Key


class Policies(Written):
    """`policy.yaml`."""

    cards: Annotated[list[PolicyCard], Field(min_length=1)]


class PromptQuestion(Written):
    """One stage of a model, with what to ask oneself; `item` is a framework item it looks at."""

    key: Key
    title: Text
    ask: Annotated[list[Text], Field(min_length=1)]
    item: Key | None = None


class PromptModel(Written):
    """A way to think something over; `sources` are the documents in which it was first told."""

    key: Key
    title: Text
    about: Text
    sources: Annotated[list[Key], Field(min_length=1)]
    questions: Annotated[list[PromptQuestion], Field(min_length=2)]


class Prompts(Written):
    """`prompts.yaml`."""

    title: Text
    intro: Text
    models: Annotated[list[PromptModel], Field(min_length=1)]


class PlumblineQuestion(Written):
    """What is asked about one item of the framework, from 1 (hardly) to 10 (fully)."""

    item: Key
    ask: Text


class Plumbline(Written):
    """`plumbline.yaml`; `state` says whether the questions are still being written together."""

    title: Text
    state: Literal["draft", "agreed"]
    intro: Text
    questions: Annotated[list[PlumblineQuestion], Field(min_length=1)]


class Priority(Written):
    """One of the aims that a report can be sorted by."""

    key: Key
    title: Text
    text: Text


class Priorities(Written):
    """`priorities.yaml`; `source` is the document that sets them."""

    title: Text
    intro: Text
    source: Key
    priorities: Annotated[list[Priority], Field(min_length=2)]


LIBRARY: dict[str, type[Written]] = {
    "glossary": Glossary,
    "checklist": Checklist,
    "pledges": Pledges,
    "cases": Cases,
    "policy": Policies,
    "prompts": Prompts,
    "plumbline": Plumbline,
    "priorities": Priorities,
}
# Shelves that a frozen edition does not freeze. Nobody goes through prompts or answers to them;
# whoever answers the plumbline keeps the words that they were asked; and a report keeps the
# priorities as they stood when it was made.
NEVER_FROZEN = frozenset({"prompts", "plumbline", "priorities"})
