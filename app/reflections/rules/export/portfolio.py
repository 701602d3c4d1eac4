"""What goes into the file for an appraisal: exactly what the page showed before."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from app.reflections.rules.cpd.years import AppraisalYear
from app.reflections.rules.export import TakenEntry, TakenRecord, pages, telling
from app.reflections.rules.export.archive import archive
from app.reflections.rules.export.belongings import TakenFile
from app.reflections.rules.export.json_parts import Taken, json_parts
from app.reflections.rules.export.paper import paper

MOST_RECORDS = 300
MOST_SIGNS = 1_000_000


@dataclass(frozen=True)
class Portfolio:
    """The ticked records of a year, and the newest version of each reflection that goes along.

    `content_of` reads the bytes of one file, or None where it has been removed meanwhile.
    """

    name: str
    year: AppraisalYear
    records: Sequence[TakenRecord]
    entries: Mapping[UUID, TakenEntry]
    content_of: Callable[[TakenFile], bytes | None] = lambda _file: None

    @property
    def title(self) -> str:
        """The title of the file."""
        return f"CPD of {self.name}, {self.year.name}"

    def entry_of(self, record: TakenRecord) -> TakenEntry | None:
        """Its reflection, when that goes along."""
        return self.entries.get(record.entry) if record.entry else None

    def text_of(self, record: TakenRecord) -> str:
        """What its reflection says now; empty when it does not go along."""
        entry = self.entry_of(record)
        return entry.versions[-1].text if entry else ""

    @property
    def attached(self) -> list[TakenFile]:
        """The pictures and recordings that go along."""
        return [file for entry in self._entries() for file in entry.files]

    @property
    def texts(self) -> str:
        """All that somebody wrote, one after the other."""
        found = [
            text
            for one in self.records
            for text in (one.title, one.learned, one.changed, self.text_of(one))
        ]
        found += [file.description for file in self.attached]
        return "\n\n".join(text for text in found if text)

    @property
    def mark(self) -> str:
        """Changes with anything that goes in."""
        lists = [[one.to_json() for one in self.records], [e.to_json() for e in self._entries()]]
        return sha256(json.dumps([self.title, *lists]).encode()).hexdigest()

    def files(self, made_at: datetime) -> Iterator[tuple[str, Iterator[str] | bytes]]:
        """The files of the ZIP, by name."""
        yield "cpd.html", self._page()
        yield "cpd.docx", paper(self.title, [(one, self.entry_of(one)) for one in self.records])
        lists: dict[str, Sequence[Taken]] = {"entries": self._entries(), "cpd": self.records}
        yield "cpd.json", json_parts(self.name, "appraisal", lists, made_at=made_at)
        for file in self.attached:
            content = self.content_of(file)
            if file.path and content is not None:
                yield file.path, content

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
            yield from telling.record(pages, one)
            if entry := self.entry_of(one):
                yield pages.heading(3, "What I wrote" if self.text_of(one) else "My reflection")
                yield from telling.facts(pages, entry)
                yield pages.words(self.text_of(one)) if self.text_of(one) else ""
                yield from telling.attached(pages, entry)
        yield pages.FOOT
