"""Makes files of people for tests, as spreadsheets save them; all people are synthetic."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence

import xlsxwriter

AMINA = "Amina Khan"
HEAD = ("Name", "E-mail address", "Phone")


def workbook(
    rows: Iterable[Sequence[object]],
    *,
    above: Sequence[Sequence[object]] = (),
    hidden: bool = False,
) -> bytes:
    """An XLSX workbook; text that begins with = is a formula, as if somebody had typed it."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    if hidden:
        first = book.add_worksheet("Lists")
        first.write_row(0, 0, ["Name", "Email"])
        first.write_row(1, 0, ["Nobody Hidden", "hidden@example.org"])
    sheet = book.add_worksheet("People")
    if hidden:
        sheet.activate()
        sheet.set_first_sheet()
        first.hide()
    for number, row in enumerate([*above, *rows]):
        sheet.write_row(number, 0, row)
    book.close()
    return file.getvalue()


def csv_of(rows: Iterable[Sequence[str]], separator: str = ",") -> str:
    """Lines of cells without any quotation marks."""
    return "\r\n".join(separator.join(row) for row in rows) + "\r\n"


def ods(table: str) -> bytes:
    """An ODS workbook of one sheet; `table` is the XML of its rows."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        f'xmlns:office="{names}:office:1.0" xmlns:table="{names}:table:1.0" '
        f'xmlns:text="{names}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="People">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0"?><manifest:manifest '
        f'xmlns:manifest="{names}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{kind}"/></manifest:manifest>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", kind)
        packed.writestr("content.xml", content)
        packed.writestr("META-INF/manifest.xml", manifest)
    return file.getvalue()


def ods_row(*cells: str, times: int = 1) -> str:
    """One row of an ODS sheet."""
    inner = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    )
    return f'<table:table-row table:number-rows-repeated="{times}">{inner}</table:table-row>'


def changed_part(content: bytes, part: str, xml: bytes) -> bytes:
    """The same packed file with one part replaced or added."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, xml)
    return file.getvalue()


def crowd(number: int, *, first: int = 0) -> bytes:
    """A CSV file of so many people: of ten, eight by e-mail, one by text, one on paper."""
    lines = ["Name,E-mail address,Mobile,Address,How to reach,Standing"]
    for n in range(first, first + number):
        match n % 10:
            case 8:
                lines.append(f"Person {n},,07700 {900000 + n},,text,Local partner")
            case 9:
                lines.append(f"Person {n},,,{n} Long Lane,paper,")
            case _:
                lines.append(f"Person {n},person{n}@example.org,,,,PCN staff")
    return "\n".join(lines).encode()
