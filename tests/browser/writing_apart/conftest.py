"""Somebody who writes at one device, and the same person at another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.conftest import Account
from tests.browser.product import Product
from tests.browser.writer import Person, Writer

KEPT = "Kept as a draft"
WRONG_CLOCK = """
const Real = Date;
globalThis.Date = class extends Real {
  constructor(...given) { given.length ? super(...given) : super(Real.now() - %d); }
  static now() { return Real.now() - %d; }
};
"""
TEN_YEARS = 315_360_000_000


@pytest.fixture(scope="session")
def person(facilitator: Account) -> Person:
    """Who writes in all tests in here."""
    return Person(facilitator.email, facilitator.password)


@pytest.fixture(scope="session")
def signed_in(
    browser: Browser, product: Product, person: Person, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """What a browser holds that somebody has signed in at; nobody may sign in too often."""
    context = browser.new_context()
    Writer(context.new_page(), product, person).come_in()
    path = tmp_path_factory.mktemp("browser") / "state.json"
    context.storage_state(path=path)
    context.close()
    return path


@pytest.fixture
def context(browser: Browser, signed_in: Path) -> Iterator[BrowserContext]:
    """A browser at a desk, at which they have signed in."""
    made = browser.new_context(viewport={"width": 1280, "height": 800}, storage_state=signed_in)
    yield made
    made.close()


@pytest.fixture
def writer(context: BrowserContext, product: Product, person: Person) -> Writer:
    """They sit at the box."""
    made = Writer(context.new_page(), product, person)
    made.sit_down()
    return made


@pytest.fixture
def phone(browser: Browser, product: Product, person: Person, signed_in: Path) -> Iterator[Writer]:
    """The same person at another device, whose clock is ten years ahead."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, storage_state=signed_in)
    context.add_init_script(WRONG_CLOCK % (-TEN_YEARS, -TEN_YEARS))
    yield Writer(context.new_page(), product, person)
    context.close()
