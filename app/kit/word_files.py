"""Files for word processors: an empty one with its title and language, and texts they can hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.kit.later import Later

if TYPE_CHECKING:
    import docx
    import docx.oxml.ns
    from docx.document import Document as WordFile
else:
    docx = Later("docx")

# No XML may hold these.
UNKEEPABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LANGUAGE = "en-GB"


def begun(title: str, language: str = LANGUAGE) -> WordFile:
    """A document with nothing in it but what it says of itself: title and language."""
    made = docx.Document()
    made.core_properties.title = clean(title)
    made.core_properties.author = ""
    made.core_properties.language = language
    defaults = made.styles.element.find(f".//{in_full('w:rPrDefault')}//{in_full('w:lang')}")
    if defaults is not None:
        defaults.set(in_full("w:val"), language)
    return made


def clean(text: str) -> str:
    """The text without what no document can hold."""
    return UNKEEPABLE.sub("", text)


def in_full(name: str) -> str:
    """A name of a part of the document, as its XML spells it out."""
    return str(docx.oxml.ns.qn(name))
