"""The checks made on each page do find what they look for, with scripts and without."""

from __future__ import annotations

from collections import defaultdict
from urllib.parse import quote

import pytest

from tests.browser.checks import Checker
from tests.browser.conftest import Arrive, Checkers
from tests.browser.visitor import DESK, PHONE, Way

PAGE = (
    '<html lang="en"><meta name="viewport" content="width=device-width"><title>A page</title>'
    "<main><h1>A page</h1>{}</main>"
)


@pytest.fixture
def checkers() -> Checkers:
    """Here each page is examined, whatever passed before."""
    return defaultdict(Checker)


def check(arrive: Arrive, way: Way, part: str) -> None:
    visitor = arrive(way)
    visitor.page.goto("data:text/html," + quote(PAGE.format(part)))
    visitor.check()


@pytest.mark.parametrize("way", [PHONE, DESK], ids=lambda way: way.name)
def test_a_page_that_shuts_nobody_out_passes(arrive: Arrive, way: Way) -> None:
    check(arrive, way, "<p>Words</p>")


@pytest.mark.parametrize("way", [PHONE, DESK], ids=lambda way: way.name)
@pytest.mark.parametrize(
    ("part", "fault"),
    [
        ('<p style="color: #bbb">Words that are too pale</p>', "color-contrast"),
        ("<label>Name</label><input>", "label"),
        ('<p style="width: 400px">Words</p>', "sideways"),
        ("<h1>Another</h1>", "not one h1"),
        ('<header style="height: 200px">Words</header>', "the header takes 200 px"),
    ],
)
def test_a_page_that_shuts_somebody_out_fails(
    arrive: Arrive, way: Way, part: str, fault: str
) -> None:
    with pytest.raises(AssertionError, match=fault):
        check(arrive, way, part)


def test_a_script_that_fails_fails_the_page(arrive: Arrive) -> None:
    with pytest.raises(AssertionError, match="boom"):
        check(arrive, DESK, "<script>throw new Error('boom')</script>")


def test_another_heading_is_found_on_a_page_of_known_parts(arrive: Arrive) -> None:
    check(arrive, DESK, "<p>Words</p>")
    with pytest.raises(AssertionError, match="not one h1"):
        check(arrive, DESK, "<p>Words</p><h1>Another</h1>")
