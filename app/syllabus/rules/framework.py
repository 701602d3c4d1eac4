"""The shape of frameworks.yaml: the editions of the health creation framework and their items."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from app.syllabus.rules.content import Key, Text, Written

Group = Literal["cs", "features", "needs", "relationships"]
ChangeKind = Literal["same", "renamed", "added", "removed"]


class FrameworkItemWritten(Written):
    """One item; its key stays the same in every edition that has the item."""

    key: Key
    group: Group
    label: Text
    text: Text


class FrameworkChangeWritten(Written):
    """What became of an item since the edition before."""

    item: Key
    kind: ChangeKind
    note: Text | None = None


class FrameworkEditionWritten(Written):
    """The framework as one document gives it; `source` is the key of that document."""

    key: Key
    title: Text
    source: Key
    date: Text
    note: Text | None = None
    items: Annotated[list[FrameworkItemWritten], Field(min_length=1)]
    changes: list[FrameworkChangeWritten] = Field(default_factory=list)


class FrameworksFile(Written):
    """`frameworks.yaml`: the editions from the oldest to the newest."""

    editions: Annotated[list[FrameworkEditionWritten], Field(min_length=1)]
