"""Whatever box somebody writes in, a fault gives the words back, however few they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from flask import Flask
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.fields.core import UnboundField

from app.web.errors import WRITING

APP = Path(__file__).parents[2] / "app"
TYPED_BY_HAND = re.compile(r'<textarea[^>]*\bname="(\w+)"')


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


def _kinds_of(form: type[FlaskForm]) -> Iterator[type[FlaskForm]]:
    for kind in form.__subclasses__():
        yield kind
        yield from _kinds_of(kind)
