"""The files of a copy, made one after the other and never whole in memory."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.kit.rights import Declared
from app.kit.times import say_moment
from app.people.models import Person
from app.reflections.rules.export.archive import Content
from app.rights.declared import declared
from app.rights.queries.theirs import (
    Keys,
    done_for_others,
    file_columns,
    files_of,
    is_for_people,
    rows_of,
)
from app.rights.rules.copies import LEFT_OUT, SEALED_LEFT_OUT
from app.rights.rules.copy_pages import index_of, page_of
from app.rights.rules.labels import label_of

ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/ogg": "ogg",
    "audio/flac": "flac",
    "application/zip": "zip",
}
DONE = "What you did for others"
# Rows that say who they belong to by nobody's name on pages; the data has them.
FIRST = ("person",)


@dataclass
class WholeCopy:
    """Everything about one person; `opens`: for their own eyes, with their private writing."""

    db: Session
    person: Person
    now: datetime
    opens: bool = True
    _listed: list[tuple[str, str, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Find the keys."""
        self.keys = Keys(self.db, self.person.id, self.opens)

    def files(self) -> Iterator[tuple[str, Content]]:
        """Names and contents, in the order in which they are made; the first page comes last."""
        for one in self._in_order():
            count = sum(1 for _ in self._rows(one))
            if count:
                yield from self._of_table(one, count)
        yield from self._done()
        left_out = LEFT_OUT if self.opens else (SEALED_LEFT_OUT, *LEFT_OUT)
        made = say_moment(self.now, self.person.time_zone)
        yield "index.html", index_of(self.person.name, made, self._listed, left_out).encode()

    def _in_order(self) -> Iterator[Declared]:
        own = [one for one in declared().values() if one.owner]
        yield from (one for one in own if one.name in FIRST)
        yield from (one for one in own if one.name not in FIRST)

    def _rows(self, one: Declared) -> Iterator[dict[str, Any]]:
        return rows_of(self.db, one, self.person.id, self.keys)

    def _of_table(self, one: Declared, count: int) -> Iterator[tuple[str, Content]]:
        page = f"pages/{one.name}.html"
        self._listed.append((page, one.about, count))
        labelled = (_labelled(one, row) for row in self._rows(one))
        yield page, page_of(one.about, labelled, zone=self.person.time_zone)
        yield f"data/{one.name}.json", _as_json(self._rows(one))
        if file_columns(one, is_sealed_too=self.opens):
            for file in files_of(self.db, one, self.person.id, self.keys):
                ending = ENDINGS.get(file.media_type, "bin")
                yield f"files/{one.name}/{file.row_id}.{ending}", file.content

    def _done(self) -> Iterator[tuple[str, Content]]:
        found = [
            {"where": one.name.replace("_", " "), **row}
            for one, row in done_for_others(self.db, self.person.id, self.keys)
        ]
        if found:
            page = "pages/done.html"
            self._listed.append((page, DONE, len(found)))
            named = (
                {label_of(name) or name: value for name, value in row.items()} for row in found
            )
            yield page, page_of(DONE, named, zone=self.person.time_zone)
            yield "data/done.json", _as_json(iter(found))


def _labelled(one: Declared, row: Mapping[str, Any]) -> dict[str, Any]:
    return {label_of(name): value for name, value in row.items() if is_for_people(one, name)}


def _as_json(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    """A list in JSON, one row at a time."""
    yield "["
    between = "\n"
    for row in rows:
        yield between + json.dumps(row, ensure_ascii=False)
        between = ",\n"
    yield "\n]\n"
