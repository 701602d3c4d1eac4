"""A document for word processors that is made while it is sent, however long it is.

The library gives an empty document with its styles; the paragraphs are put in one by one, since it
would hold all of them in memory.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from html import escape

from app.kit.word_files import begun, clean
from app.reflections.rules.export.archive import Content, archive
from app.reflections.rules.export.belongings import TakenFile

OPEN = CLOSE = FOOT = ""
BODY = "word/document.xml"
# After the paragraphs of a document stands the size of its sheets.
SHEET = "<w:sectPr"


def document(title: str, paragraphs: Iterable[str], made_at: datetime) -> Iterator[bytes]:
    """The pieces of a DOCX with these paragraphs."""
    return archive(_files(title, paragraphs), made_at=made_at)


def head(title: str) -> str:
    """The title."""
    return _paragraph(title, "Title")


def heading(level: int, text: str) -> str:
    """A heading; those below the title are counted from one."""
    return _paragraph(text, f"Heading{level - 1}")


def line(text: str) -> str:
    """A paragraph of ours."""
    return _paragraph(text)


def words(text: str) -> str:
    """What somebody wrote, a paragraph for each line."""
    return "".join(_paragraph(one) for one in text.split("\n"))


def files(files: Sequence[TakenFile]) -> str:
    """Pictures and recordings: where each lies beside the document, and what is said of it."""
    return "".join(_paragraph(_told(one), "ListBullet") for one in files)


def _told(one: TakenFile) -> str:
    place = one.path or "not in this file"
    about = " ".join(one.description.split())
    return f"{one.title} ({place})" + (f". {about}" if about else "")


def _paragraph(text: str, style: str = "") -> str:
    kind = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    said = escape(clean(text), quote=False)
    return f'<w:p>{kind}<w:r><w:t xml:space="preserve">{said}</w:t></w:r></w:p>'


def _files(title: str, paragraphs: Iterable[str]) -> Iterator[tuple[str, Content]]:
    empty = io.BytesIO()
    begun(title).save(empty)
    with zipfile.ZipFile(empty) as packed:
        for name in packed.namelist():
            content = packed.read(name)
            yield name, _filled(content.decode(), paragraphs) if name == BODY else content


def _filled(empty: str, paragraphs: Iterable[str]) -> Iterator[str]:
    before, sheet, after = empty.partition(SHEET)
    yield before
    yield from paragraphs
    yield sheet + after
