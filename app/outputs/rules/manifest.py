"""What a frozen edition is made of: the hash of each source and of each file.

Anyone may read it, so it holds no ids, which tell a time, and no hash of a number that is kept
back, since whoever tries seven numbers would find it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.kit.document import Block, Document, Picture, Quote, Story
from app.outputs.rules.consent import hash_of_shown, identity_of_picture
from app.outputs.rules.files import code_of, letters_of
from app.outputs.rules.words import hash_of_tree

FORMAT = 1


@dataclass(frozen=True)
class SourceWords:
    """Where somebody's words stand in the tree, and what they and their author's yes hash to."""

    block: int
    sha256: str
    shown_sha256: str


@dataclass(frozen=True)
class PrintFacts:
    """What is known of one picture: its own hash, and the size and hash of its print."""

    sha256: str
    size: int
    print_sha256: str


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
    prints: Sequence[PrintFacts] = (),
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
        "pictures": [
            {"sha256": one.sha256, "bytes": one.size, "print_sha256": one.print_sha256}
            for one in prints
        ],
        "figures": [{"sha256": hash_of_tree(figure)} for figure in figures],
        "files": [
            {
                "format": file.format,
                "bytes": file.size,
                "sha256": file.sha256,
                "not_drawn": [code_of(letter) for letter in file.not_drawn],
            }
            for file in files
        ],
    }


def hashes_of_files(manifest: Mapping[str, Any]) -> dict[str, str]:
    """The hash of each file, by its format."""
    return {file["format"]: file["sha256"] for file in manifest["files"]}


def sizes_of_files(manifest: Mapping[str, Any]) -> list[tuple[str, int]]:
    """The format and the bytes of each file."""
    return [(file["format"], file["bytes"]) for file in manifest["files"]]


def hashes_of_prints(manifest: Mapping[str, Any]) -> dict[str, str]:
    """The hash of each print, by the hash of its picture; none before there were pictures."""
    return {one["sha256"]: one["print_sha256"] for one in manifest.get("pictures", [])}


def letters_not_drawn(manifest: Mapping[str, Any]) -> list[str]:
    """The characters for which a file shows a box, each once."""
    return letters_of(code for file in manifest["files"] for code in file["not_drawn"])


def is_word_for_word(document: Document, words: Sequence[SourceWords]) -> bool:
    """Whether what people gave stands in a tree, with its name, as its author said yes to it."""
    return shown_in(document) == {one.block: one.shown_sha256 for one in words}


def shown_in(document: Document) -> dict[int, str]:
    """What each author saw of their own in a tree, hashed, by the block that it stands in."""
    return {
        place: told
        for place, block in enumerate(document.blocks)
        if (told := _shown_hash(block)) is not None
    }


def _shown_hash(block: Block) -> str | None:
    """What an author saw of a block, hashed; None for what is not an author's own."""
    match block:
        case Quote():
            return hash_of_shown(block.text, block.attribution)
        case Story():
            return hash_of_shown(block.text, block.attribution, title=block.title)
        case Picture():
            picture = identity_of_picture(block.sha256, block.alt)
            return hash_of_shown(block.caption, block.attribution, picture=picture)
        case _:
            return None
