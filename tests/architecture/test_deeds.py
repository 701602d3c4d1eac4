"""Every address that changes something says in words what somebody does there, for the record."""

from __future__ import annotations

import re

from flask import Flask

from app.deeds import BESIDES, BY_ADDRESS, WHERE, WHOM
from app.kit.deeds import READERS, Deed, Unrecorded
from app.recording import ONLY_READ
from tests.architecture.test_guards import _rules

HOW = """
These addresses change something, and the record (who did what, when) has no words for them.
Write a line for each in DEEDS of app/<room>/deeds.py, after the name of its view:
    "move": cohort("moved a session"),                     its facilitators and leads read of it
    "add_one_place": people("put a place on the list"),    programme leads read of it
    "write": own("wrote an entry"),                        private: nobody else reads of it
    "enter": cohort("entered a reply", whom="person_id"),  done for whom the address names so, or,
                                                           with whom="person", the form's field
    "preview": unrecorded("it writes nothing"),            nothing is recorded, and why
The words come after a name, and after "You". They say nothing that somebody typed."""


def test_every_address_that_changes_something_has_words_for_the_record(app: Flask) -> None:
    silent = sorted(
        rule.endpoint
        for rule in _rules(app)
        if (rule.methods or set()) - ONLY_READ and rule.endpoint not in BY_ADDRESS
    )
    assert silent == [], HOW


def test_no_words_are_left_of_an_address_that_is_gone(app: Flask) -> None:
    assert BY_ADDRESS.keys() - {rule.endpoint for rule in _rules(app)} == set()
    assert not BESIDES.keys() & {rule.endpoint for rule in _rules(app)}


def test_the_words_of_each_deed_can_be_said(app: Flask) -> None:
    rules = {rule.endpoint: rule for rule in _rules(app)}
    for key, deed in (BY_ADDRESS | BESIDES).items():
        if isinstance(deed, Unrecorded):
            assert deed.why, key
            continue
        assert isinstance(deed, Deed)
        assert deed.readers in READERS, key
        assert re.fullmatch(r"[a-z].*[a-z}]", deed.words), key
        assert not re.search(r"\b(their|his|her|they|my|your)\b", deed.words), key
        if deed.whom:
            assert deed.whom in WHOM, key
            assert deed.whom == "person" or deed.whom in rules[key].arguments, key


def test_each_cohort_deed_says_in_which_cohort(app: Flask) -> None:
    rules = {rule.endpoint: rule for rule in _rules(app)}
    nowhere = {
        key
        for key, deed in BY_ADDRESS.items()
        if isinstance(deed, Deed)
        and deed.readers == "cohort"
        and not rules[key].arguments & WHERE.keys()
    }
    assert nowhere == set()
