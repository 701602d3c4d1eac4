"""What a frozen edition is made of: the hash of each source and of each file.

Anyone may read it, so it holds no ids, which tell a time, and no hash of a number that is kept
back, since whoever tries seven numbers would find it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.kit.document import Document
from app.outputs.rules.consent import hash_of_shown
from app.outputs.rules.words import hash_of_tree

FORMAT = 1


@dataclass(frozen=True)
class SourceWords:
    """Where somebody's words stand in the tree, and what they and their author's yes hash to."""

    block: int
    sha256: str
    shown_sha256: str


@dataclass(frozen=True)
class FileFacts:
    """What is known of one file."""

    format: str
    size: int
    sha256: str
    not_drawn: Sequence[str]


def write_manifest(
    document: Document,
    *,
    number: int,
    frozen_at: datetime,
    template: str,
    words: Sequence[SourceWords],
    files: Sequence[FileFacts],
) -> dict[str, Any]:
    """The manifest as plain JSON values."""
    tree = document.to_json()
    figures = [block for block in tree["blocks"] if block["kind"] in ("chart", "table")]
    return {
        "format": FORMAT,
        "hash": "SHA-256",
        "title": document.title,
        "edition": number,
        "frozen_at": frozen_at.isoformat(timespec="seconds"),
        "template": template,
        "tree_sha256": hash_of_tree(tree),
        "words": [
            {"block": one.block, "sha256": one.sha256, "shown_sha256": one.shown_sha256}
            for one in sorted(words, key=lambda one: one.block)
        ],
        "figures": [{"sha256": hash_of_tree(figure)} for figure in figures],
        "files": [
            {
                "format": file.format,
                "bytes": file.size,
                "sha256": file.sha256,
                "not_drawn": [f"U+{ord(letter):04X}" for letter in file.not_drawn],
            }
            for file in files
        ],
    }


def hashes_of_files(manifest: Mapping[str, Any]) -> dict[str, str]:
    """The hash of each file, by its format."""
    return {file["format"]: file["sha256"] for file in manifest["files"]}


def letters_not_drawn(manifest: Mapping[str, Any]) -> list[str]:
    """The characters for which a file shows a box, each once."""
    codes = [code for file in manifest["files"] for code in file["not_drawn"]]
    return list(dict.fromkeys(chr(int(code.removeprefix("U+"), 16)) for code in codes))


def is_word_for_word(document: Document, words: Sequence[SourceWords]) -> bool:
    """Whether each quote of a tree is, with its name, exactly what its author said yes to."""
    quotes = {
        place: hash_of_shown(block.text, block.attribution)
        for place, block in enumerate(document.blocks)
        if block.kind == "quote"
    }
    return quotes == {one.block: one.shown_sha256 for one in words}
