"""What goes into the file for an appraisal: exactly what the page showed before."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from app.reflections.rules.cpd.years import AppraisalYear
from app.reflections.rules.export import TakenEntry, TakenRecord, pages
from app.reflections.rules.export.archive import archive
from app.reflections.rules.export.json_parts import Taken, json_parts
from app.reflections.rules.export.paper import paper

MOST_RECORDS = 300
MOST_SIGNS = 1_000_000


@dataclass(frozen=True)
class Portfolio:
    """The ticked records of a year, and the newest version of each reflection that goes along."""

    name: str
    year: AppraisalYear
    records: Sequence[TakenRecord]
    entries: Mapping[UUID, TakenEntry]

    @property
    def title(self) -> str:
        """The title of the file."""
        return f"CPD of {self.name}, {self.year.name}"

    def text_of(self, record: TakenRecord) -> str:
        """What its reflection says now; empty when it does not go along."""
        entry = self.entries.get(record.entry) if record.entry else None
        return entry.versions[-1].text if entry else ""

    @property
    def texts(self) -> str:
        """All that somebody wrote, one after the other."""
        found = [
            text
            for one in self.records
            for text in (one.title, one.learned, one.changed, self.text_of(one))
        ]
        return "\n\n".join(text for text in found if text)

    @property
    def mark(self) -> str:
        """Changes with anything that goes in."""
        lists = [[one.to_json() for one in self.records], [e.to_json() for e in self._entries()]]
        return sha256(json.dumps([self.title, *lists]).encode()).hexdigest()

    def files(self, made_at: datetime) -> Iterator[tuple[str, Iterator[str] | bytes]]:
        """The files of the ZIP, by name."""
        yield "cpd.html", self._page()
        yield "cpd.docx", paper(self.title, [(one, self.text_of(one)) for one in self.records])
        lists: dict[str, Sequence[Taken]] = {"entries": self._entries(), "cpd": self.records}
        yield "cpd.json", json_parts(self.name, "appraisal", lists, made_at=made_at)

    def packed(self, made_at: datetime) -> Iterator[bytes]:
        """The ZIP, piece by piece."""
        return archive(self.files(made_at), made_at=made_at)

    def _entries(self) -> list[TakenEntry]:
        wanted = [one.entry for one in self.records if one.entry]
        return [self.entries[key] for key in wanted if key in self.entries]

    def _page(self) -> Iterator[str]:
        yield pages.head(self.title)
        yield from pages.table_of(self.records)
        for one in self.records:
            yield from pages.record(one)
            if text := self.text_of(one):
                yield pages.heading(3, "What I wrote") + pages.words(text)
        yield pages.FOOT
