"""The same for a word processor: real headings, a title, a table that says its head, a language."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from app.kit.later import Later
from app.kit.times import say_date
from app.reflections.rules.export import TakenEntry, TakenRecord
from app.reflections.rules.export.telling import facts_of

if TYPE_CHECKING:
    import docx
    import docx.oxml
    import docx.oxml.ns
    from docx.document import Document as WordFile
    from docx.table import Table
else:
    docx = Later("docx")

COLUMNS = ("Activity", "Day", "Minutes", "With others")
# No XML may hold these.
UNKEEPABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LANGUAGE = "en-GB"


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


def begun(title: str) -> WordFile:
    """A document with nothing in it but what it says of itself: title and language."""
    made = docx.Document()
    made.core_properties.title = clean(title)
    made.core_properties.author = ""
    made.core_properties.language = LANGUAGE
    defaults = made.styles.element.find(f".//{_qn('w:rPrDefault')}//{_qn('w:lang')}")
    if defaults is not None:
        defaults.set(_qn("w:val"), LANGUAGE)
    return made


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
    mark.set(_qn("w:val"), "true")
    head._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - the library has no other way
    for record, _ in activities:
        others = "Yes" if record.with_others else "No"
        row = (clean(record.title), say_date(record.day), str(record.minutes), others)
        cells = table.add_row().cells  # type: ignore[no-untyped-call]
        for cell, text in zip(cells, row, strict=True):
            cell.text = text


def clean(text: str) -> str:
    """The text without what no document can hold."""
    return UNKEEPABLE.sub("", text)


def _qn(name: str) -> str:
    """A name of a part of the document, as its XML spells it out."""
    return str(docx.oxml.ns.qn(name))
