"""A real Chromium, and the whole product running for it."""

from __future__ import annotations

import json
import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.checks import AtWidths, Checker
from tests.browser.product import Product, running_product
from tests.browser.visitor import PATIENCE, Visitor, Way, visiting

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Otherwise it gives up after five seconds, whatever else it is told to wait for.
expect.set_options(timeout=PATIENCE)
Arrive = Callable[[Way], Visitor]
# By whether scripts run, and the width of the screen.
Checkers = defaultdict[tuple[bool, int], Checker]


@dataclass(frozen=True)
class Account:
    """Somebody of the demo."""

    email: str
    password: str
    cohort: str


def come_in(visitor: Visitor, account: Account) -> Visitor:
    """Sign in with a password."""
    visitor.open("/sign-in")
    visitor.main.get_by_text("I have a password").click()
    visitor.page.locator("input[name=email]").last.fill(account.email)
    visitor.fill("Password", account.password)
    visitor.press("Sign in with my password")
    return visitor


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's program: the one that CHROMIUM names, or one that is installed."""
    env = os.environ
    wanted = [env["CHROMIUM"]] if env.get("CHROMIUM") else NAMES
    found = next((path for name in wanted if (path := shutil.which(name))), None)
    if found:
        return found
    message = "No Chromium is here: install chromium-headless-shell, or name one in CHROMIUM."
    if env.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], chromium: str
) -> dict[str, Any]:
    """How the browser is started."""
    return {**browser_type_launch_args, "executable_path": chromium, "args": list(FLAGS)}


@pytest.fixture(scope="session")
def product(chromium: str) -> Iterator[Product]:
    """The whole product, for all tests in here."""
    with running_product() as running:
        yield running


@pytest.fixture(scope="session")
def demo_accounts(product: Product) -> dict[str, Account]:
    """The people of a small demo cohort whom one can sign in as, by their role."""
    made = json.loads(product.dlp("demo", "--participants", "2", "--json"))
    return {
        one["role"]: Account(one["email"], one["password"], one["cohort"] or "")
        for one in made["accounts"]
    }


@pytest.fixture(scope="session")
def facilitator(demo_accounts: dict[str, Account]) -> Account:
    """The facilitator of a small demo cohort."""
    return demo_accounts["facilitator"]


@pytest.fixture(scope="session")
def checkers() -> Checkers:
    """What has passed so far, for each way to visit: the pages of all tests are made of parts."""
    return defaultdict(Checker)


@pytest.fixture
def arrive(browser: Browser, product: Product, checkers: Checkers) -> Iterator[Arrive]:
    """Lets somebody come with a browser of their own."""
    with ExitStack() as stack:

        def come(way: Way) -> Visitor:
            widths = (way.width, *way.also)
            checker = AtWidths({width: checkers[way.scripts, width] for width in widths})
            return stack.enter_context(visiting(browser, product, way, checker))

        yield come
