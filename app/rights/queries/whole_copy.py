"""The files of a copy, made one after the other and never whole in memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Any
from zlib import compressobj, decompressobj

from sqlalchemy.orm import Session

from app.kit.rights import PERSON, Declared
from app.kit.times import say_moment
from app.people.models import Person
from app.reflections.rules.export.archive import Content
from app.rights.declared import declared
from app.rights.queries.record import own_lines
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
from app.rights.rules.record import sentence, unnamed

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
RECORD = "What was done, by you and for you"
Labelled = Callable[[Mapping[str, Any]], Mapping[str, Any]]


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
            rows, labelled = rows_of(one, self.keys), partial(_labelled, one)
            yield from self._listed_as(one.about, one.name, rows, labelled)
            if file_columns(one, is_sealed_too=self.opens):
                for file in files_of(one, self.keys):
                    ending = ENDINGS.get(file.media_type, "bin")
                    yield f"files/{one.name}/{file.row_id}.{ending}", file.content
        yield from self._listed_as(DONE, "done", self._done(), _named)
        yield from self._listed_as(RECORD, "record", self._record(), _named)
        left_out = LEFT_OUT if self.opens else (SEALED_LEFT_OUT, *LEFT_OUT)
        made = say_moment(self.now, self.person.time_zone)
        yield "index.html", index_of(self.person.name, made, self._listed, left_out).encode()

    def _in_order(self) -> list[Declared]:
        """Who they are comes first."""
        own = [one for one in declared().values() if one.owner]
        return sorted(own, key=lambda one: one.name != PERSON)

    def _listed_as(
        self, title: str, name: str, rows: Iterator[dict[str, Any]], labelled: Labelled
    ) -> Iterator[tuple[str, Content]]:
        """A page of rows and the same as data, from one reading; nothing where there are none."""
        first = next(rows, None)
        if first is None:
            return
        kept = Squeezed()
        read = (labelled(row) for row in kept.keeping(chain([first], rows)))
        yield f"pages/{name}.html", page_of(title, read, zone=self.person.time_zone)
        self._listed.append((f"pages/{name}.html", title, kept.count))
        yield f"data/{name}.json", kept.content()

    def _done(self) -> Iterator[dict[str, Any]]:
        for one, row in done_for_others(self.keys):
            yield {"where": one.name.replace("_", " "), **row}

    def _record(self) -> Iterator[dict[str, Any]]:
        """What they did and what was done for them, as the record says it, without other names."""
        me = self.person.id
        for line in own_lines(self.db, me):
            yield {"when": line.at.isoformat(), "what": sentence(unnamed(line, me), reader_id=me)}


def _labelled(one: Declared, row: Mapping[str, Any]) -> dict[str, Any]:
    return {label_of(name): value for name, value in row.items() if is_for_people(one, name)}


def _named(row: Mapping[str, Any]) -> dict[str, Any]:
    return {label_of(name) or name: value for name, value in row.items()}


class Squeezed:
    """Rows as JSON, squeezed while a page is made of them, so that they are read once."""

    def __init__(self) -> None:
        self.count = 0
        self._squeezer = compressobj()
        self._pieces: list[bytes] = []

    def keeping(self, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """The same rows; each is kept as it passes."""
        for row in rows:
            between = ",\n" if self.count else "[\n"
            self._keep(between + json.dumps(row, ensure_ascii=False))
            self.count += 1
            yield row
        self._keep("\n]\n")

    def content(self) -> Iterator[bytes]:
        """All of it, a piece at a time."""
        self._pieces.append(self._squeezer.flush())
        opener = decompressobj()
        for piece in self._pieces:
            yield opener.decompress(piece)

    def _keep(self, text: str) -> None:
        if piece := self._squeezer.compress(text.encode()):
            self._pieces.append(piece)
