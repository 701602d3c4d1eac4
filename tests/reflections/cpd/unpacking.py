"""Reading a file back that somebody took along."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

from flask.testing import FlaskClient

from tests.browser_like import hidden_fields, post
from tests.progress.reading import html_of


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of a ZIP by name; each must be sound."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def tick(
    client: FlaskClient,
    records: Sequence[UUID],
    reflections: Sequence[UUID] = (),
    files: Sequence[UUID] = (),
) -> None:
    """Tick records for an appraisal, and those whose reflection or whose files go with them."""
    ticked = {"record": records, "reflection": reflections, "files": files}
    fields: dict[str, object] = {name: [str(one) for one in ids] for name, ids in ticked.items()}
    answer = post(client, "/cpd/ticks", {"year": "2026", **fields})
    assert answer.headers["Location"] == "/cpd/exports/preview?year=2026"


def taken(client: FlaskClient, year: int = 2026) -> dict[str, bytes]:
    """The file for an appraisal, got as a person gets it: they look, and press the button."""
    page = html_of(client, f"/cpd/exports/preview?year={year}")
    fields = hidden_fields(page)
    answer = post(client, "/cpd/exports", {"year": year, "mark": fields["mark"]})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"] == "application/zip"
    return unpacked(answer.data)


def everything(client: FlaskClient) -> dict[str, bytes]:
    """The file of a whole log."""
    answer = post(client, "/reflections/exports")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return unpacked(answer.data)


def data_of(files: dict[str, bytes]) -> dict[str, Any]:
    """The JSON among the files."""
    [name] = [name for name in files if name.endswith(".json")]
    read: dict[str, Any] = json.loads(files[name])
    return read


class Page(HTMLParser):
    """The tags and the words of a page."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep words."""
        self.words += data
