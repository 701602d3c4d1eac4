"""A search folds no texts, and finds what folding everything would find."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from app.reflections.rules.folding import changed_signs, fold
from app.reflections.rules.searching import Finder, Terms, terms_of

SIGNS = "aeéÉe\u0301lLł\u00a0 \n'’.-—“ﬁfi①1آاأ\u0651چئ김ㄱǅЖжйßss🙂ⅷＡ漢⑪㎏½…㏂각ᆨ"
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


# The signs are read once, at the first search of all.
@settings(deadline=None)
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


def test_no_sign_is_forgotten_that_folding_changes() -> None:
    signs = (chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)
    assert {sign for sign in signs if fold(sign) != sign} == set(changed_signs())


def test_a_long_phrase_is_found_however_it_is_written() -> None:
    words = "who sits in the garden " * 8
    phrase = terms_of(f'"{words}"')
    assert Finder(phrase).is_in(words.upper().encode())
    assert not Finder(phrase).is_in(words.upper().replace("N", "M", 1).encode())
    figures = Finder(terms_of("1" * 200))
    assert figures.is_in(("1" * 200).encode())
    assert figures.is_in(("⑪" * 100).encode())
    assert not figures.is_in(("1" * 199).encode())
