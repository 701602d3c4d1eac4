"""The words of a PDF in the order in which they are drawn, read with the maps of its own fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
ROW = {"bfchar": 2, "bfrange": 3}


def words_by_page(pdf: pikepdf.Pdf) -> list[str]:
    """The words of each page, with single spaces between them."""
    return [" ".join("".join(_drawn(page)).split()) for page in pdf.pages]


def _drawn(page: pikepdf.Page) -> Iterator[str]:
    fonts = {str(name): _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    letters: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case "Tf":
                letters = fonts[str(operands[0])]
            case "Tj":
                yield _text(bytes(operands[0]), letters)
            case "TJ":
                for part in operands[0]:
                    if isinstance(part, pikepdf.String):
                        yield _text(bytes(part), letters)
            case "Tm" | "Td":
                yield " "


def _text(codes: bytes, letters: dict[int, str]) -> str:
    pairs = range(0, len(codes) - 1, 2)
    return "".join(letters.get(int.from_bytes(codes[at : at + 2], "big"), "") for at in pairs)


def _letters(font: Any) -> dict[int, str]:
    """What each code of a font stands for."""
    found: dict[int, str] = {}
    for kind, rows in BLOCK.findall(bytes(font.ToUnicode.read_bytes())):
        cells = re.findall(rb"<([0-9A-Fa-f\s]*)>", rows)
        width = ROW[kind.decode()]
        for at in range(0, len(cells), width):
            first, last = cells[at], cells[at + width - 2]
            text = bytes.fromhex(cells[at + width - 1].decode()).decode("utf-16-be")
            for step in range(int(last, 16) - int(first, 16) + 1):
                end = chr(ord(text[-1]) + step) if text else ""
                found[int(first, 16) + step] = text[:-1] + end
    return found
