"""Searching folds only what matters to it, and finds what folding everything would find."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from app.reflections.rules.folding import fold
from app.reflections.rules.searching import Finder, Terms, terms_of

SIGNS = "aeéÉe\u0301lLł\u00a0 \n'’.-—“ﬁfi①1آاأ\u0651چئ김ㄱǅЖжйßss🙂ⅷＡ漢"
texts = st.text(st.sampled_from(SIGNS) | st.characters(exclude_categories=["Cs"]), max_size=30)


def found_when_all_is_folded(text: str, terms: Terms) -> bool:
    """The rule in its plainest form."""
    folded = fold(text)
    for term in terms.words:
        inside = r"\s+".join(map(re.escape, term.split()))
        begins = r"(?<![0-9a-z])" if term[0].isascii() and term[0].isalnum() else ""
        # White space as bytes know it, since texts are looked through as bytes.
        if not re.search((begins + inside).encode(), folded.encode()):
            return False
    return True


@given(texts, st.text(st.sampled_from(SIGNS), min_size=1, max_size=6))
def test_a_search_finds_what_it_would_find_if_all_were_folded(text: str, words: str) -> None:
    for terms in (terms_of(words), terms_of(f'"{words}"')):
        finder = Finder(terms)
        for one in (text, f"{text} {words}", f"{text}{words}", words + text):
            assert finder.is_in(one.encode()) == found_when_all_is_folded(one, terms)


def test_a_word_with_accents_is_no_beginning_of_another() -> None:
    assert not Finder(terms_of("lan")).is_in("un élan".encode())
    assert Finder(terms_of("lan")).is_in("un “lan”".encode())
    assert Finder(terms_of("elan")).is_in("un ÉLAN".encode())
    assert Finder(terms_of('"in the"')).is_in("In\u00a0the park".encode())
    assert Finder(terms_of("آج")).is_in("اج".encode())
