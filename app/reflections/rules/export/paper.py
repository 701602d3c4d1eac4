"""The same for a word processor: real headings, a title, a table that says its head, a language."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from app.kit.later import Later
from app.kit.times import say_date
from app.kit.word_files import begun, clean, in_full
from app.reflections.rules.export import TakenEntry, TakenRecord
from app.reflections.rules.export.telling import facts_of

if TYPE_CHECKING:
    import docx
    import docx.oxml
    from docx.table import Table
else:
    docx = Later("docx")

COLUMNS = ("Activity", "Day", "Minutes", "With others")


def paper(title: str, activities: Sequence[tuple[TakenRecord, TakenEntry | None]]) -> bytes:
    """A DOCX of these records, each with its reflection (None: it stays out)."""
    made = begun(title)
    made.add_heading(clean(title), level=0)
    _fill(made.add_table(rows=1, cols=len(COLUMNS), style="Light Grid"), activities)
    for record, entry in activities:
        made.add_heading(clean(record.title), level=1)
        made.add_paragraph(facts_of(record))
        for heading, words in _parts(record, entry):
            if words:
                made.add_heading(heading, level=2)
                for line in clean(words).split("\n"):
                    made.add_paragraph(line)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _parts(record: TakenRecord, entry: TakenEntry | None) -> Iterator[tuple[str, str]]:
    yield "What I learned", record.learned
    yield "What has changed", record.changed
    if entry is None:
        return
    text = entry.versions[-1].text
    told = "\n".join(entry.facts)
    yield "What I wrote" if text else "My reflection", f"{told}\n{text}".strip("\n")
    files = (
        f"{one.title} ({one.path})" + (f". {one.description}" if one.description else "")
        for one in entry.files
    )
    yield "Pictures and voice notes", "\n".join(files)


def _fill(table: Table, activities: Sequence[tuple[TakenRecord, TakenEntry | None]]) -> None:
    head = table.rows[0]
    for cell, name in zip(head.cells, COLUMNS, strict=True):
        cell.text = name
    # Programs repeat this row on each page, and say it is the head.
    mark = docx.oxml.OxmlElement("w:tblHeader")
    mark.set(in_full("w:val"), "true")
    head._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - the library has no other way
    for record, _ in activities:
        others = "Yes" if record.with_others else "No"
        row = (clean(record.title), say_date(record.day), str(record.minutes), others)
        cells = table.add_row().cells  # type: ignore[no-untyped-call]
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
