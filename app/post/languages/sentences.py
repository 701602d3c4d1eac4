"""Finds every sentence that letters say, in the code that says it, and brings catalogues up to it.

For whoever changes a letter or adds a language; the platform itself reads the files only.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from app.post.languages import FOLDER, TEMPLATE, read_catalogue

ROOT = FOLDER.parents[2]
# What says a sentence, and how many there are: tongue.say("…"), tongue.say_many("…", "…", n),
# mark("…").
SAYS = {"say": 1, "say_many": 2, "mark": 1}
SPEAKS = "tongue"
TOLD = "What letters say. How to correct it, or add a language: docs/languages.md"
# Lines of the usual head of such files that would tell nothing, or change each time.
NOT_KEPT = (
    *(b"POT-Creation-Date", b"PO-Revision-Date", b"Project-Id-Version", b"Report-Msgid-Bugs-To"),
    *(b"Last-Translator", b"Language-Team", b"Generated-By"),
)


@dataclass(frozen=True)
class Said:
    """A sentence in the code, or its two forms; `words` is none where it cannot be found."""

    path: Path
    line: int
    words: str | tuple[str, str] | None


def said_in(root: Path = ROOT) -> Iterator[Said]:
    """Every sentence below `root`/app, file by file; only files that know of languages say any."""
    for path in sorted((root / "app").rglob("*.py")):
        source = path.read_text("utf-8")
        if SPEAKS in source:
            nodes = ast.walk(ast.parse(source))
            calls = (node for node in nodes if isinstance(node, ast.Call) and node.args)
            for call in sorted(calls, key=lambda one: (one.lineno, one.col_offset)):
                words = _words(call)
                if words != "":
                    yield Said(path.relative_to(root), call.lineno, words)


def all_sentences(root: Path = ROOT) -> Catalog:
    """Every sentence of the code, each with the files that say it."""
    found = Catalog(charset="utf-8", fuzzy=False, header_comment=f"# {TOLD}")
    for said in said_in(root):
        if said.words is not None:
            found.add(said.words, locations=[(said.path.as_posix(), said.line)])
    return found


def bring_up_to_date(code: str, folder: Path = FOLDER) -> list[Path]:
    """Write the template, and the catalogue of a language with what is new left empty.

    What no letter says any more goes. Returns the files.
    """
    template, path = all_sentences(), folder / f"{code}.po"
    new = Catalog(locale=code, charset="utf-8", fuzzy=False, header_comment=f"# {TOLD}")
    catalogue = read_catalogue(path) if path.exists() else new
    catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    (folder / TEMPLATE).write_bytes(as_text(template))
    path.write_bytes(as_text(catalogue))
    return [folder / TEMPLATE, path]


def as_text(catalogue: Catalog) -> bytes:
    """A catalogue as its file holds it: without line numbers and dates, so it seldom changes."""
    file = BytesIO()
    write_po(file, catalogue, width=100, include_lineno=False)
    lines = file.getvalue().split(b"\n")
    heads = tuple(b'"' + name for name in NOT_KEPT)
    return b"\n".join(line for line in lines if not line.startswith(heads))


def _words(call: ast.Call) -> str | tuple[str, str] | None:
    """What a call says; "" when it says nothing, or something that is marked elsewhere."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    first = call.args[: SAYS.get(name, 0)]
    if any(_is_hidden(one) for one in first):
        return None
    texts = [
        one.value for one in first if isinstance(one, ast.Constant) and isinstance(one.value, str)
    ]
    if len(texts) != SAYS.get(name, 0):
        return ""
    return (texts[0], texts[1]) if name == "say_many" else "".join(texts)


def _is_hidden(words: ast.expr) -> bool:
    """Whether words are put together, or chosen, where they are said, so that nobody finds them."""
    parts = [words.body, words.orelse] if isinstance(words, ast.IfExp) else []
    return isinstance(words, ast.JoinedStr | ast.BinOp) or any(
        isinstance(part, ast.Constant | ast.JoinedStr) for part in parts
    )
