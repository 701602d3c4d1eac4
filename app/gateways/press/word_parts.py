"""The parts of a DOCX around its paragraphs: styles, sheets, links to pictures, and its facts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from app.kit.document import Document
from app.kit.later import Later
from app.kit.word_files import begun, clean, in_full

if TYPE_CHECKING:
    import docx
    import docx.enum.style
    import docx.oxml
    import docx.shared
    from docx.document import Document as WordFile
else:
    docx = Later("docx")

BODY = "word/document.xml"
LINKS = "word/_rels/document.xml.rels"
CONTENT_TYPES = "[Content_Types].xml"
CORE = "docProps/core.xml"
THUMBNAIL = "/thumbnail"

ATTRIBUTION, CELL, STORY = "Attribution", "Cell", "Story"
FROM_RIGHT = "QuoteFromRight"
TABLE = "ReportTable"
FONT = "Arial"
TEAL, PLUM, SUN, GREY, MIST = "0B4F5C", "4B1D40", "F6B53C", "4C6272", "EAF3F3"

SCHEMAS = "http://schemas.openxmlformats.org"
PICTURE = f"{SCHEMAS}/drawingml/2006/picture"
PICTURE_NAMES = f'xmlns:pic="{PICTURE}"'
DRAWING_NAMES = f'xmlns:a="{SCHEMAS}/drawingml/2006/main"'
WORD_NAMES = f'xmlns:w="{SCHEMAS}/wordprocessingml/2006/main"'
IMAGE = f"{SCHEMAS}/officeDocument/2006/relationships/image"

# Size in points, colour, and points before and after.
LOOKS = {
    "Normal": (11, "212B32", 0, 8),
    "Title": (26, TEAL, 0, 6),
    "Subtitle": (14, GREY, 0, 6),
    "Heading 1": (18, TEAL, 22, 8),
    "Heading 2": (14, TEAL, 16, 6),
    "Heading 3": (12, TEAL, 12, 4),
    "Heading 4": (11, TEAL, 10, 4),
    "Quote": (12, PLUM, 10, 4),
    "Caption": (11, TEAL, 14, 6),
    "List Bullet": (11, "212B32", 0, 4),
    ATTRIBUTION: (10, GREY, 0, 14),
    CELL: (11, "212B32", 3, 3),
    STORY: (11.5, PLUM, 0, 8),
}
TABLE_STYLE = f"""
<w:style {WORD_NAMES} w:type="table" w:customStyle="1" w:styleId="{TABLE}">
  <w:name w:val="Report Table"/><w:basedOn w:val="TableNormal"/>
  <w:tblPr><w:tblBorders>
    <w:top w:val="single" w:sz="8" w:color="{TEAL}"/>
    <w:bottom w:val="single" w:sz="4" w:color="{TEAL}"/>
    <w:insideH w:val="single" w:sz="4" w:color="B6CACE"/>
  </w:tblBorders></w:tblPr>
  <w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr>
    <w:tcBorders><w:bottom w:val="single" w:sz="10" w:color="{TEAL}"/></w:tcBorders>
    <w:shd w:val="clear" w:color="auto" w:fill="{MIST}"/>
  </w:tcPr></w:tblStylePr>
</w:style>
"""
LINE = f'w:val="single" w:sz="24" w:space="10" w:color="{SUN}"'
BAR = f"<w:pBdr {WORD_NAMES}><w:left {LINE}/></w:pBdr>"
# The bar stands where the words begin.
FROM_RIGHT_STYLE = f"""
<w:style {WORD_NAMES} w:type="paragraph" w:customStyle="1" w:styleId="{FROM_RIGHT}">
  <w:name w:val="Quote From Right"/><w:basedOn w:val="Quote"/>
  <w:pPr><w:pBdr><w:left w:val="nil"/><w:right {LINE}/></w:pBdr></w:pPr>
</w:style>
"""
PAGE = f'<w:fldSimple {WORD_NAMES} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


@lru_cache(maxsize=4)
def skeleton(language: str) -> tuple[tuple[str, bytes], ...]:
    """The parts of an empty document with our styles, in the order in which they are packed."""
    made = begun("", language)
    _drop_thumbnail(made)
    _dress(made)
    _lay_out(made)
    file = io.BytesIO()
    made.save(file)
    with zipfile.ZipFile(file) as packed:
        return tuple((name, packed.read(name)) for name in packed.namelist())


def picture_name(number: int, ending: str) -> str:
    """Where the picture with this number lies, beside the document's own part."""
    return f"media/picture{number}.{ending}"


def link_name(number: int) -> str:
    """By which name the document calls it."""
    return f"picture{number}"


def with_links(links: str, endings: Sequence[str]) -> str:
    """The links of the document, with those to its pictures, of which each ends like that."""
    added = "".join(
        f'<Relationship Id="{link_name(number)}" Type="{IMAGE}" '
        f'Target="{picture_name(number, ending)}"/>'
        for number, ending in enumerate(endings, start=1)
    )
    return links.replace("</Relationships>", f"{added}</Relationships>")


def with_pictures(types: str) -> str:
    """What the package says of its parts, with what a picture is."""
    for ending, kind in (("png", "png"), ("jpg", "jpeg")):
        told = f'<Default Extension="{ending}" ContentType="image/{kind}"/>'
        if f'Extension="{ending}"' not in types:
            types = types.replace("<Default ", f"{told}<Default ", 1)
    return types


def about(document: Document) -> str:
    """What the file says of itself: title, publisher, language and day."""
    day = f"{document.dated.isoformat()}T00:00:00Z"
    kind = 'xsi:type="dcterms:W3CDTF"'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
        f'xmlns:cp="{SCHEMAS}/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(clean(document.title))}</dc:title>"
        f"<dc:creator>{escape(clean(document.publisher))}</dc:creator>"
        f"<dc:language>{document.language}</dc:language>"
        f"<dcterms:created {kind}>{day}</dcterms:created>"
        f"<dcterms:modified {kind}>{day}</dcterms:modified></cp:coreProperties>"
    )


def _drop_thumbnail(made: WordFile) -> None:
    """Take out the small picture of the library's own empty document."""
    links = made.part.package.rels
    for name in [name for name, link in links.items() if link.reltype.endswith(THUMBNAIL)]:
        links.pop(name)


def _dress(made: WordFile) -> None:
    """Give the styles our look; letters stand upright, since slanted ones are hard to read."""
    styles = made.styles
    for name in (ATTRIBUTION, CELL, STORY):
        styles.add_style(name, docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
        styles[name].base_style = styles["Normal"]
    for name, (size, colour, before, after) in LOOKS.items():
        style = styles[name]
        style.font.size = docx.shared.Pt(size)
        style.font.color.rgb = docx.shared.RGBColor.from_string(colour)
        style.font.italic = style.font.cs_italic = False
        style.paragraph_format.space_before = docx.shared.Pt(before)
        style.paragraph_format.space_after = docx.shared.Pt(after)
    for fonts in styles.element.iter(in_full("w:rFonts")):
        fonts.attrib.clear()
        for use in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(in_full(f"w:{use}"), FONT)
    for line in styles["Title"].element.findall(f".//{in_full('w:pBdr')}"):
        line.getparent().remove(line)
    for name in ("Quote", ATTRIBUTION):
        styles[name].paragraph_format.left_indent = docx.shared.Cm(0.6)
    facts = styles["Quote"].element.get_or_add_pPr()
    facts.insert_element_before(docx.oxml.parse_xml(BAR), "w:spacing", "w:ind")
    for style_text in (FROM_RIGHT_STYLE, TABLE_STYLE):
        styles.element.append(docx.oxml.parse_xml(style_text))


def _lay_out(made: WordFile) -> None:
    """Sheets of A4 with the number of each page at its foot."""
    (sheet,) = made.sections
    sheet.page_width, sheet.page_height = docx.shared.Cm(21), docx.shared.Cm(29.7)
    sheet.left_margin = sheet.right_margin = docx.shared.Cm(2.2)
    sheet.top_margin = sheet.bottom_margin = docx.shared.Cm(2.2)
    foot = sheet.footer.paragraphs[0]
    foot.add_run("Page ")
    foot._p.append(docx.oxml.parse_xml(PAGE))  # noqa: SLF001 - the library has no other way
