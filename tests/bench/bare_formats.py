"""The five formats of one content, each by its library alone, as its manual shows it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import docx
import docx.shared
import jinja2
import typst
import xlsxwriter
from PIL import Image, ImageDraw

from app.gateways import press

Tree = dict[str, Any]
PICTURES = Path()
"""Where the pictures lie, by the names that the content has for them."""
LONGEST, QUALITY = 1200, 82
"""Points of the longer side of a picture as it is shown, and how good a JPEG: as in our prints."""

_FONTS = Path(press.__file__).parent / "fonts"
_FONTS_AT_HAND = typst.Fonts(
    include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FONTS]
)
PAGE = jinja2.Environment(autoescape=True).from_string(
    """<!doctype html><title>{{ title }}</title><h1>{{ title }}</h1>
{% for block in blocks %}
{% if block.kind == "heading" %}<h2>{{ block.text }}</h2>
{% elif block.kind == "picture" %}<img src="{{ block.sha256 }}-shown.jpg" alt="{{ block.alt }}">
{% elif block.kind in ("quote", "story") %}<h3>{{ block.title }}</h3>
<blockquote>{{ block.text }}</blockquote>
<p>{{ block.attribution }}</p>
{% elif block.kind == "chart" %}<p>{{ block.title }}</p><svg role="img">
{% for bar in block.bars %}<text>{{ bar.label }}</text><rect width="{{ bar.value }}" height="26"/>
{% endfor %}</svg><table>{% for bar in block.bars %}
<tr><th>{{ bar.label }}</th><td>{{ bar.shown }}</td></tr>{% endfor %}</table>
{% elif block.kind == "table" %}<table>{% for row in block.rows %}<tr>{% for cell in row %}
<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>
{% elif block.kind == "bullets" %}<ul>{% for item in block["items"] %}<li>{{ item }}</li>
{% endfor %}</ul>
{% else %}<p>{{ block.text }}</p>{% endif %}{% endfor %}"""
)


def shrink(tree: Tree) -> None:
    """Each picture as large as it is shown, by Pillow."""
    for block in tree["blocks"]:
        if block["kind"] == "picture":
            with Image.open(PICTURES / f"{block['sha256']}.jpg") as picture:
                picture.thumbnail((LONGEST, LONGEST))
                picture.save(PICTURES / f"{block['sha256']}-shown.jpg", quality=QUALITY)


def html(tree: Tree) -> bytes:
    """A page."""
    return PAGE.render(tree).encode()


def pdf(tree: Tree) -> bytes:
    """A tagged PDF/UA-1 by typst."""
    lines = [f'#set document(title: "{tree["title"]}")', '#set text(font: "Noto Sans")']
    for block in tree["blocks"]:
        lines += _typst(block)
    made = typst.Compiler(
        input="\n".join(lines).encode(),
        root=PICTURES,
        font_paths=_FONTS_AT_HAND,
        ignore_system_fonts=True,
    ).compile(format="pdf", pdf_standards=["ua-1"])
    assert isinstance(made, bytes)
    return made


def _typst(block: Tree) -> Iterator[str]:
    match block["kind"]:
        case "heading":
            yield f"= {block['text']}"
        case "picture":
            yield f'#figure(image("/{block["sha256"]}-shown.jpg", alt: "{block["alt"]}"))'
        case "quote" | "story":
            yield f"#quote(block: true, attribution: [{block['attribution']}])[{block['text']}]"
        case "chart":
            bars = [
                f"[{bar['label']}], rect(width: {bar['value'] or 0}pt, height: 12pt, fill: teal)"
                for bar in block["bars"]
            ]
            drawn = f"grid(columns: 2, {', '.join(bars)})"
            yield f'#figure(alt: "{block["description"]}", caption: [{block["title"]}], {drawn})'
            cells = [f"[{bar['label']}], [{bar['shown']}]" for bar in block["bars"]]
            yield f"#table(columns: 2, {', '.join(cells)})"
        case "table":
            cells = [f"[{cell}]" for row in block["rows"] for cell in row]
            yield f"#table(columns: {len(block['header'])}, {', '.join(cells)})"
        case "bullets":
            yield from (f"- {item}" for item in block["items"])
        case _:
            yield f"{block['text']}\n"


def word(tree: Tree) -> bytes:  # noqa: C901 - one case for each kind of block
    """A DOCX by python-docx, with its charts drawn by Pillow."""
    made = docx.Document()
    made.add_heading(tree["title"], level=0)
    for block in tree["blocks"]:
        match block["kind"]:
            case "heading":
                made.add_heading(block["text"], level=block["level"])
            case "picture":
                file_name = PICTURES / f"{block['sha256']}-shown.jpg"
                made.add_picture(str(file_name), width=docx.shared.Cm(16))
            case "quote" | "story":
                made.add_paragraph(block["text"], style="Quote")
                made.add_paragraph(block["attribution"])
            case "chart":
                made.add_paragraph(block["title"], style="Caption")
                made.add_picture(_drawn(block["bars"]), width=docx.shared.Cm(16))
                _table(made, [(bar["label"], bar["shown"]) for bar in block["bars"]])
            case "table":
                _table(made, block["rows"])
            case "bullets":
                for item in block["items"]:
                    made.add_paragraph(item, style="List Bullet")
            case _:
                made.add_paragraph(block["text"])
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _table(made: Any, rows: Any) -> None:
    table = made.add_table(rows=0, cols=len(rows[0]), style="Light Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _drawn(bars: list[Tree]) -> io.BytesIO:
    picture = Image.new("RGB", (1050, 70 * len(bars)), "white")
    pen = ImageDraw.Draw(picture)
    for place, bar in enumerate(bars):
        pen.text((4, 70 * place), bar["label"], fill="black")
        pen.rectangle((4, 70 * place + 30, 4 + (bar["value"] or 0), 70 * place + 60), fill="teal")
    file = io.BytesIO()
    picture.save(file, "PNG")
    file.seek(0)
    return file


def workbook(tree: Tree) -> bytes:
    """An XLSX by xlsxwriter."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    words, figures = book.add_worksheet("Words"), book.add_worksheet("Figures")
    quotes = [block for block in tree["blocks"] if block["kind"] in ("quote", "story")]
    for row, quote in enumerate(quotes):
        words.write_row(row, 0, [quote["text"], quote["attribution"]])
    charts = [block for block in tree["blocks"] if block["kind"] == "chart"]
    bars = [(chart["title"], bar) for chart in charts for bar in chart["bars"]]
    for row, (title, bar) in enumerate(bars):
        figures.write_row(row, 0, [title, bar["label"], bar["shown"], bar["value"]])
    book.close()
    return file.getvalue()


def data(tree: Tree) -> bytes:
    """JSON."""
    return json.dumps(tree, ensure_ascii=False).encode()


ALL: Mapping[str, Callable[[Tree], bytes]] = {
    ".html": html,
    ".pdf": pdf,
    ".docx": word,
    ".xlsx": workbook,
    ".json": data,
}
