"""Checks the framework's editions, and what each says of the one before it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from app.syllabus.rules.faults import Remark
from app.syllabus.rules.framework import FrameworkChangeWritten, FrameworkEditionWritten
from app.syllabus.rules.located import Located, Path
from app.syllabus.rules.prose import unknown_source
from app.syllabus.rules.repeats import repeated, twice

Labels = dict[str, str]


def remarks_on_frameworks(
    editions: Sequence[FrameworkEditionWritten], located: Located, known: Collection[str]
) -> Iterator[Remark]:
    """Keys that differ, documents that we know, and a crosswalk that leaves nothing out."""
    for place in repeated([edition.key for edition in editions]):
        line = located.line_of(("editions", place, "key"))
        yield twice("edition", editions[place].key, line)
    before: Labels | None = None
    for number, edition in enumerate(editions):
        path: Path = ("editions", number)
        if edition.source not in known:
            yield unknown_source(edition.source, located.line_of((*path, "source")))
        for place in repeated([item.key for item in edition.items]):
            line = located.line_of((*path, "items", place, "key"))
            yield twice("item", edition.items[place].key, line)
        labels = {item.key: item.label for item in edition.items}
        yield from _remarks_on_changes(edition, before, labels, located, (*path, "changes"))
        before = labels


def _remarks_on_changes(
    edition: FrameworkEditionWritten,
    before: Labels | None,
    after: Labels,
    located: Located,
    path: Path,
) -> Iterator[Remark]:
    whole = located.line_of(path)
    if before is None:
        if edition.changes:
            what = "The first edition has nothing to differ from."
            yield Remark(whole, what, "Write 'changes: []'.")
        return
    for place in repeated([change.item for change in edition.changes]):
        line = located.line_of((*path, place, "item"))
        yield Remark(line, f"'{edition.changes[place].item}' is there twice.", "Keep one of them.")
    for place, change in enumerate(edition.changes):
        found = _wrong(change, before, after)
        if found:
            yield Remark(located.line_of((*path, place)), *found)
    told = {change.item for change in edition.changes}
    for key in [*after, *(key for key in before if key not in after)]:
        if key not in told:
            kind = _kinds(before.get(key), after.get(key))
            what = f"The changes do not say what became of '{key}'."
            yield Remark(whole, what, f"Add '- {{item: {key}, kind: {kind}}}'.")


def _wrong(change: FrameworkChangeWritten, before: Labels, after: Labels) -> tuple[str, str] | None:
    """What is wrong with one change, and how to mend it."""
    key = change.item
    old, new = before.get(key), after.get(key)
    if old is None and new is None:
        remedy = "Correct the key, or take the line out."
        return f"Neither this edition nor the one before has an item '{key}'.", remedy
    right = _kinds(old, new)
    if change.kind == right:
        return None
    told = {
        "added": f"'{key}' is new in this edition.",
        "removed": f"'{key}' is no longer in this edition.",
        "same": f"'{key}' has the same label '{new}' as before.",
        "renamed": f"'{key}' was '{old}' before and is '{new}' now.",
    }
    return f"{told[right]} It is not '{change.kind}'.", f"Write 'kind: {right}'."


def _kinds(old: str | None, new: str | None) -> str:
    """What became of an item with these labels."""
    if old is None:
        return "added"
    if new is None:
        return "removed"
    return "same" if old == new else "renamed"
