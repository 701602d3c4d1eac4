"""Markdown as safe HTML that everybody can read."""

from __future__ import annotations

from app.kit.markdown import render


def test_the_empty_corner_of_a_table_is_no_heading() -> None:
    html = render("| | Before |\n|---|:-:|\n| Trust | 3 |\n")
    assert html.count("<th") == len(["thead", "Before"])
    assert '<th scope="col" align="center">Before</th>' in html
    assert "<td></td>" in html
