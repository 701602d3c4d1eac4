"""Somebody who writes at one device, and the same person at another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
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
def person(demo_accounts: dict[str, Account]) -> Person:
    """Who writes in all tests in here; nobody else does, since one may not sign in too often."""
    writer = demo_accounts["mentoring_coordinator"]
    return Person(writer.email, writer.password)


@dataclass(frozen=True)
class Arrivals:
    """Browsers at which they have signed in; again, when they signed out at the last one."""

    browser: Browser
    product: Product
    person: Person
    state: Path

    def at(self, width: int, height: int) -> BrowserContext:
        """A new browser of this size."""
        made = self.browser.new_context(
            viewport={"width": width, "height": height},
            storage_state=self.state if self.state.exists() else None,
        )
        home = made.request.get(f"{self.product.address}/home", max_redirects=0)
        if home.status != HTTPStatus.OK:
            page = made.new_page()
            Writer(page, self.product, self.person).come_in()
            made.storage_state(path=self.state)
            page.close()
        return made


@pytest.fixture(scope="session")
def arrivals(
    browser: Browser, product: Product, person: Person, tmp_path_factory: pytest.TempPathFactory
) -> Arrivals:
    """One sign-in for all tests where it is still good: nobody may sign in too often."""
    return Arrivals(browser, product, person, tmp_path_factory.mktemp("browser") / "state.json")


@pytest.fixture
def context(arrivals: Arrivals) -> Iterator[BrowserContext]:
    """A browser at a desk, at which they have signed in."""
    made = arrivals.at(1280, 800)
    yield made
    made.close()


@pytest.fixture
def writer(context: BrowserContext, product: Product, person: Person) -> Writer:
    """They sit at the box."""
    made = Writer(context.new_page(), product, person)
    made.sit_down()
    return made


@pytest.fixture
def phone(arrivals: Arrivals, product: Product, person: Person) -> Iterator[Writer]:
    """The same person at another device, whose clock is ten years ahead."""
    context = arrivals.at(360, 740)
    context.add_init_script(WRONG_CLOCK % (-TEN_YEARS, -TEN_YEARS))
    yield Writer(context.new_page(), product, person)
    context.close()
