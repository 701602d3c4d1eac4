"""Catalogues of languages: what makes one whole, and how letters fall back to English."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from app.kit import times
from app.post.languages import FOLDER, TEMPLATE, read_catalogue, read_tongues
from app.post.languages.faults import faults_of
from app.post.languages.sentences import all_sentences, as_text, bring_up_to_date, said_in
from app.post.rules.tongues import IN_ENGLISH, Tongues

GREETING = "Hello {name},"
MANY = ("One thing", "{count} things")
CATALOGUES = sorted(path.name for path in FOLDER.glob("*.po"))
MOMENT = datetime(2027, 2, 2, 14, 30, tzinfo=UTC)


def catalogue(**changes: object) -> Catalog:
    """Two sentences in Welsh, with changes by name."""
    made = Catalog(locale="cy", fuzzy=False)
    forms = ("Dim", "Un peth", "{count} beth", "{count} pheth", "{count} pheth", "{count} peth")
    said: Mapping[str, object] = {"greeting": "Helo {name},", "many": forms, **changes}
    made.add(GREETING, said["greeting"])  # type: ignore[arg-type]
    made.add(MANY, said["many"])  # type: ignore[arg-type]
    return made


def template() -> Catalog:
    """The same in English."""
    made = Catalog(fuzzy=False)
    made.add(GREETING)
    made.add(MANY)
    return made


def folder(path: Path, welsh: Catalog) -> Path:
    """A folder of languages in which there is Welsh."""
    (path / TEMPLATE).write_bytes(as_text(template()))
    (path / "cy.po").write_bytes(as_text(welsh))
    return path


def test_the_template_holds_all_that_letters_say_and_no_more() -> None:
    hidden = [f"{said.path}:{said.line}" for said in said_in() if said.words is None]
    assert hidden == [], "put together where it is said, so that no catalogue can hold it"
    said = {message.id for message in all_sentences() if message.id}
    kept = {message.id for message in read_catalogue(FOLDER / TEMPLATE) if message.id}
    assert kept == said, "run: dlp letters language cy"


def test_each_catalogue_is_whole() -> None:
    said, tongues = all_sentences(), read_tongues()
    for name in CATALOGUES:
        assert faults_of(read_catalogue(FOLDER / name), said) == [], name
        assert tongues.of(name.removesuffix(".po")) is not IN_ENGLISH, name


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"greeting": ""}, "This is not translated yet: Hello {name},"),
        ({"greeting": "Helo,"}, "{name} is left out: Hello {name},"),
        ({"greeting": "Helo {enw},"}, "{enw} is not in the English: Hello {name},"),
        ({"greeting": "Helo {name!r},"}, "{name!r} is not in the English: Hello {name},"),
        ({"greeting": "Helo {name.x},"}, "{name.x} is not in the English: Hello {name},"),
        ({"greeting": "Helo {name,"}, "The braces in this cannot be read: Hello {name},"),
        ({"many": ("", "a", "b", "c", "d", "e")}, "This is not translated yet: One thing / "),
    ],
)
def test_what_is_wrong_with_a_catalogue_is_said(
    tmp_path: Path, changes: dict[str, object], fault: str
) -> None:
    wrong = catalogue(**changes)
    assert any(one.startswith(fault) for one in faults_of(wrong, template()))
    assert read_tongues(folder(tmp_path, wrong)).of("cy") is IN_ENGLISH


def test_a_sentence_that_is_missing_guessed_or_not_said_any_more_is_found() -> None:
    new, old = template(), template()
    new.add("A new one")
    old.delete(GREETING)
    assert faults_of(catalogue(), new) == ["This is missing: A new one"]
    assert faults_of(catalogue(), old) == [f"No letter says this any more: {GREETING}"]
    guessed = catalogue()
    guessed.get(GREETING).flags.add("fuzzy")  # type: ignore[union-attr]
    assert faults_of(guessed, template()) == [f"This is marked as a guess (fuzzy): {GREETING}"]


def test_a_whole_language_is_offered_and_any_other_is_english(tmp_path: Path) -> None:
    tongues = read_tongues(folder(tmp_path, catalogue()))
    assert [one.code for one in tongues.languages] == ["en", "cy"]
    welsh = tongues.of("cy")
    assert welsh.say(GREETING, name="Ann {x}") == "Helo Ann {x},"
    counted = [welsh.say_many(*MANY, number) for number in (1, 2, 3, 7)]
    assert counted == ["Un peth", "2 beth", "3 pheth", "7 peth"]
    for code in ("pl", "", "cy-GB", "../cy", "en"):
        assert tongues.of(code) is IN_ENGLISH, code
    assert Tongues().languages == [IN_ENGLISH.language]


def test_english_is_said_as_pages_say_it() -> None:
    assert IN_ENGLISH.say(GREETING, name="Ann") == "Hello Ann,"
    assert [IN_ENGLISH.say_many(*MANY, number) for number in (1, 2)] == ["One thing", "2 things"]
    assert IN_ENGLISH.say("") == ""
    for zone in ("Europe/London", "America/Argentina/Buenos_Aires"):
        assert IN_ENGLISH.say_moment(MOMENT, zone) == times.say_moment(MOMENT, zone)
    assert [IN_ENGLISH.say_one_of(names) for names in ([], ["Ann"], ["Ann", "Bo"])] == [
        "",
        "Ann",
        "Ann or Bo",
    ]


def test_a_catalogue_is_brought_up_to_date_without_losing_what_was_written(tmp_path: Path) -> None:
    written = Catalog(locale="cy", fuzzy=False)
    written.add(GREETING, "Helo {name},")
    written.add("Said no more", "Dim rhagor")
    folder(tmp_path, written)
    bring_up_to_date("cy", tmp_path)
    first = (tmp_path / "cy.po").read_bytes()
    bring_up_to_date("cy", tmp_path)
    assert (tmp_path / "cy.po").read_bytes() == first
    now = read_catalogue(tmp_path / "cy.po")
    assert now.get(GREETING).string == "Helo {name},"  # type: ignore[union-attr]
    assert now.get("Said no more") is None
    assert {one.id for one in now} == {one.id for one in all_sentences()}
    assert bring_up_to_date("fr", tmp_path)[1].name == "fr.po"
