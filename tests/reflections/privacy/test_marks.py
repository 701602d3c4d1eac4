"""The net itself: whatever a word is packed into, it is found; where it is not, nothing is."""

from __future__ import annotations

import gzip
import json
import zlib
from base64 import b64encode
from collections.abc import Mapping
from email.message import EmailMessage
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter
from docx import Document as WordFile
from flask import Flask
from sqlalchemy import Engine

from app.gateways.ports.press import DOCX, PDF, XLSX
from app.gateways.press import TypstPress
from app.kit.document import Document, Paragraph
from app.web.signed_in_cookie import SignedInCookie
from app.wiring import Platform
from tests.clock import NOON
from tests.reflections.privacy.kept import (
    in_columns,
    in_database_files,
    in_folder,
    in_valkey,
    written_ahead,
)
from tests.reflections.privacy.marks import in_cookie, in_letter, marks_in, sentence
from tests.stores import Stores

LEAK = sentence("leak")


def in_zip(name: str, content: bytes) -> bytes:
    """A file of one file."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as file:
        file.writestr(name, content)
    return made.getvalue()


def in_workbook() -> bytes:
    """A spreadsheet with the words in a cell."""
    made = BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet().write(3, 2, LEAK)
    return made.getvalue()


def in_word_file() -> bytes:
    """A DOCX with the words in a paragraph."""
    made, file = BytesIO(), WordFile()
    file.add_paragraph(LEAK)
    file.save(made)
    return made.getvalue()


PACKED: Mapping[str, bytes] = {
    "a page": f"<p>{LEAK}</p>".encode(),
    "capitals": LEAK.upper().encode(),
    "a word marked in a page": b"the quoxel<mark>leak</mark> heron",
    "an attribute": f'<input value="{escape(LEAK)}">'.encode(),
    "numbers for letters": "".join(f"&#{ord(one)};" for one in LEAK).encode(),
    "an address": quote(LEAK.upper(), safe="").encode(),
    "every letter of an address": "".join(f"%{ord(one):02x}" for one in LEAK).encode(),
    "a file of numbers that begins as if squeezed": b"\x78\x9c\0\0\0\0\0\0" + LEAK.encode(),
    "JSON": json.dumps({"text": [LEAK]}).encode(),
    "base64": b'{"body": "' + b64encode(LEAK.encode()) + b'"}',
    "hexadecimal": b"\\x" + LEAK.encode().hex().encode(),
    "two bytes for a letter": LEAK.encode("utf-16"),
    "a folded line of a calendar": b"SUMMARY:The quoxe\r\n lleak heron",
    "a squeezed answer": gzip.compress(LEAK.encode()),
    "a squeezed value": zlib.compress(LEAK.encode()),
    "a ZIP": in_zip("one.html", LEAK.encode()),
    "a name in a ZIP": in_zip(f"{LEAK}.jpg", b""),
    "a ZIP in a ZIP": in_zip("two.zip", in_zip("one.txt", LEAK.encode())),
    "XLSX": in_workbook(),
    "DOCX": in_word_file(),
    "DOCX in a ZIP": in_zip("statement.docx", in_word_file()),
}


@pytest.mark.parametrize("way", PACKED)
def test_a_word_is_found_however_it_is_packed(way: str) -> None:
    assert marks_in(PACKED[way]) == {"leak"}


@pytest.mark.parametrize("file_format", [PDF, DOCX, XLSX])
def test_a_word_is_found_in_a_file_as_we_make_them(file_format: str) -> None:
    said: Mapping[str, Any] = {"dated": NOON.date(), "date_text": "20 January 2027"}
    with_words = Document(title="A report", blocks=(Paragraph(text=LEAK),), **said)
    assert marks_in(TypstPress().make(with_words, file_format).content) == {"leak"}
    with_a_name = Document(title=LEAK, blocks=(), **said)
    assert marks_in(TypstPress().make(with_a_name, file_format).content) == {"leak"}


def test_a_word_is_found_in_letters_and_cookies_in_a_folder_and_nothing_is_where_there_is_none(
    app: Flask, tmp_path: Path
) -> None:
    letter = EmailMessage()
    letter["Subject"] = "Shared with you"
    letter.set_content(f"Dear Ann,\n\n{'é' * 40} {LEAK}", cte="base64")
    assert in_letter(letter.as_bytes()) == {"leak"}
    letter.set_content(f"Dear Ann,\n\n{'é' * 20} {LEAK}", cte="quoted-printable")
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "one.eml").write_bytes(letter.as_bytes())
    assert list(in_folder(tmp_path).values()) == [{"leak"}]
    signer = SignedInCookie().get_signing_serializer(app)
    assert signer is not None
    for words in (LEAK, f"{LEAK} " * 50):
        assert in_cookie(str(signer.dumps({"_flashes": [("success", words)]}))) == {"leak"}
    assert in_cookie(str(signer.dumps({"_user_id": "1"}))) == set()
    assert marks_in(b"The heron on the canal listened better than I did.") == set()


def test_a_word_is_found_in_any_column_in_the_database_files_and_in_the_queue(
    engine: Engine, platform: Platform, stores: Stores
) -> None:
    began = written_ahead(engine)
    assert in_database_files(engine, stores.folder, began) == []
    with engine.begin() as on:
        on.exec_driver_sql("CREATE TABLE planted (words text, more jsonb, file bytea, list text[])")
        kept = {
            "words": LEAK,
            "more": json.dumps({"a": LEAK}),
            "file": gzip.compress(LEAK.encode()),
        }
        for column, value in kept.items():
            on.exec_driver_sql(f"INSERT INTO planted ({column}) VALUES (%s)", (value,))  # noqa: S608
        on.exec_driver_sql("INSERT INTO planted (list) VALUES (%s)", ([LEAK],))
    try:
        found = in_columns(engine)
        assert found == {f"planted.{column}": {"leak"} for column in (*kept, "list")}
        assert len(in_database_files(engine, stores.folder, began)) > 1
    finally:
        with engine.begin() as on:
            on.exec_driver_sql("DROP TABLE planted")
    platform.redis.lpush("celery", json.dumps({"body": b64encode(LEAK.encode()).decode()}))
    platform.redis.hset("visit", "text", LEAK)
    assert len(in_valkey(platform.redis)) == 2
