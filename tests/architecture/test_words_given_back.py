"""Whatever box somebody writes in, a fault gives the words back, however few they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from flask import Flask
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.fields.core import UnboundField

from app.web.errors import BY_NUMBER, WRITING

APP = Path(__file__).parents[2] / "app"
TYPED_BY_HAND = re.compile(r'<textarea[^>]*\bname="(\w+)"')
# One for each of several things, with its number; and what is no writing, whatever its name.
NUMBERED = re.compile(r'<(?:textarea|input)\b[^>]*\bname="(\w+)-\{\{[^>]*>')
NO_WRITING = re.compile(r'type="(?:hidden|radio|checkbox|date|time|number)"|inputmode="numeric"')


def test_every_box_is_one_whose_words_are_given_back(app: Flask) -> None:
    assert app.blueprints
    in_forms = {
        name
        for form in _kinds_of(FlaskForm)
        for name in dir(form)
        if isinstance(field := getattr(form, name), UnboundField)
        and issubclass(field.field_class, TextAreaField)
    }
    in_pages = {
        name for page in APP.rglob("*.html") for name in TYPED_BY_HAND.findall(page.read_text())
    }
    assert in_forms >= {"text", "words"}
    assert (in_forms | in_pages) - WRITING == set()


def test_so_is_every_line_of_a_page_that_has_many() -> None:
    found = {
        tag[1]
        for page in APP.rglob("*.html")
        for tag in NUMBERED.finditer(page.read_text())
        if not NO_WRITING.search(tag[0])
    }
    assert found == BY_NUMBER


def _kinds_of(form: type[FlaskForm]) -> Iterator[type[FlaskForm]]:
    for kind in form.__subclasses__():
        yield kind
        yield from _kinds_of(kind)
