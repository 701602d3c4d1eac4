"""A page with a fault has a part that pages without it do not have."""

from __future__ import annotations

import pytest

from tests.browser.bones import parts_of

PAGE = (
    "<main><h1>A page</h1><h2>A part</h2><p class='a'>Words</p>"
    "<form><label for='n'>Name</label><input id='n' name='n'>"
    "<a href='/x'>More</a><img src='/p' alt='A tree'></form></main>"
)


def test_the_same_parts_with_other_words_and_addresses_are_nothing_new() -> None:
    other = PAGE.replace("Words", "Others").replace("/x", "/y").replace("'n'", "'m'")
    assert parts_of(other) == parts_of(PAGE)
    assert parts_of(PAGE.replace("</p>", "</p><p class='a'>Again</p>")) == parts_of(PAGE)


@pytest.mark.parametrize(
    ("found", "instead"),
    [
        ("class='a'", "class='b'"),
        (">More</a>", "></a>"),
        ("alt='A tree'", "alt=''"),
        ("alt='A tree'", ""),
        ("for='n'", "for='other'"),
        ("<label for='n'>Name</label>", ""),
        ("<h2>A part</h2>", "<h3>A part</h3>"),
        ("<p class='a'>", "<p class='a' id='n'>"),
        ("<p class='a'>Words</p>", "<div><p class='a'>Words</p></div>"),
        ("<input id='n'", "<input aria-describedby='hint' id='n'"),
    ],
)
def test_a_fault_is_a_part_of_its_own(found: str, instead: str) -> None:
    assert found in PAGE
    assert parts_of(PAGE.replace(found, instead)) - parts_of(PAGE)
