"""Reads the file and the page of the programme."""

from __future__ import annotations

import csv
import io

from flask.testing import FlaskClient

Tables = dict[str, dict[str, list[str]]]


def in_file(client: FlaskClient, query: str = "") -> Tables:
    """The tables of the file by title, with the cells of each row by its head."""
    answer = client.get(f"/admin/programme.csv{query}")
    assert answer.status_code == 200
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))
    found: Tables = {}
    title = ""
    for row in rows:
        if not row:
            title = ""
        elif len(row) == 1:
            title = row[0]
            found[title] = {}
        else:
            found[title][row[0]] = row[1:]
    return found
