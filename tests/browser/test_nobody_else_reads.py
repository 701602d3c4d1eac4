"""A facilitator, a mentor and a programme lead try to reach what was not shared with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Account, Arrive, come_in
from tests.browser.product import Product
from tests.browser.visitor import Visitor, Way

DESK = Way("desk-of-readers", scripts=True, width=1280)
PHONE = Way("phone-of-readers", scripts=False, width=360)
SHARED = "The quoxelfirst heron stood in the reeds."
KEPT = "The quoxelsecond heron flew away, and I was glad."
DRAFT = "The quoxeldraft heron is not written to its end."
PURPOSE = "So that we can talk about it."
STEM = "quoxel"
NOT_THERE = 404
# How many of the pages that somebody can come to from home are opened.
MANY = 14


@dataclass(frozen=True)
class Written:
    """Where the author's own words stand."""

    entry: str
    draft: str
    share: str

    @property
    def closed(self) -> list[str]:
        """What nobody but the author can open."""
        number = self.entry.rsplit("/", 1)[1]
        ends = ("", "/versions/1", "/versions/2", "/versions/new", "/comparisons", "/shares")
        return [
            *(f"{self.entry}{end}" for end in ends),
            *(f"{self.entry}/shares/new", f"{self.entry}/attachments/new", self.draft),
            f"/contributions/new?reflection={number}&from=2",
            f"/contributions/new?reflection={number}&version=1&pick=0",
        ]


@pytest.mark.timeout(240)
def test_nobody_reaches_what_was_not_shared_with_them(
    arrive: Arrive, product: Product, demo_accounts: dict[str, Account]
) -> None:
    author = come_in(arrive(PHONE), demo_accounts["participant"])
    written = write_and_share(author)

    facilitator = come_in(arrive(DESK), demo_accounts["facilitator"])
    facilitator.open("/shares/")
    facilitator.open(written.share)
    facilitator.sees(SHARED)
    facilitator.sees_nothing_of(KEPT)
    tries_everything(facilitator, written)
    mentor = come_in(arrive(PHONE), demo_accounts["health_creator"])
    tries_everything(mentor, written, written.share)
    lead = come_in(arrive(DESK), demo_accounts["programme_lead"])
    tries_everything(lead, written, written.share)
    stranger = arrive(PHONE)
    for address in (*written.closed, written.share):
        stranger.open(address)
        stranger.sees_heading("Sign in")

    author.open(written.share)
    author.press("End the sharing now")
    cannot_open(facilitator, written.share)
    assert STEM not in product.log.read_text().lower()
    author.open(written.entry)
    author.sees(KEPT)


def write_and_share(author: Visitor) -> Written:
    """Two versions of an entry, the first shared with the facilitator, and a draft."""
    author.open("/reflections/new")
    author.fill("What matters to you?", SHARED)
    author.press("Save")
    author.sees(SHARED)
    entry = urlsplit(author.page.url).path
    author.open(f"{entry}/versions/new")
    author.fill("What matters to you?", KEPT)
    author.press("Save")
    author.sees(KEPT)
    author.open("/reflections/new")
    author.fill("What matters to you?", DRAFT)
    author.press("Keep as a draft")
    author.open("/reflections/drafts/")
    found = author.main.locator("a[href^='/reflections/drafts/']").first
    draft = found.get_attribute("href") or ""
    author.open(draft)
    expect(author.main.get_by_label("What matters to you?")).to_have_value(
        re.compile("quoxeldraft")
    )
    author.open(f"{entry}/shares/new?version=1")
    author.main.locator("input[name=audience][value^=facilitator]").first.check()
    author.main.locator("textarea[name=purpose]").fill(PURPOSE)
    author.press("See what they will see")
    author.press("Share it with")
    return Written(entry, draft, urlsplit(author.page.url).path)


def tries_everything(visitor: Visitor, written: Written, *also: str) -> None:
    """Type every address of what was written, and follow what leads on from home."""
    for address in (*written.closed, *also):
        cannot_open(visitor, address)
    visitor.open("/home")
    waiting, seen = links(visitor), {"/home"}
    while waiting and len(seen) < MANY:
        address = waiting.pop(0)
        if address in seen or address == written.share:
            continue
        seen.add(address)
        answer = visitor.page.goto(visitor.product.address + address)
        assert answer is not None
        words = visitor.page.content().lower()
        allowed = not also and address.startswith("/shares/")
        assert allowed or STEM not in words, address
        assert written.entry not in words, address
        waiting += links(visitor)
    assert len(seen) > 10


def links(visitor: Visitor) -> list[str]:
    """The pages of ours that the open page leads to."""
    found = visitor.page.locator("main a[href^='/'], nav a[href^='/']")
    addresses = [link.get_attribute("href") or "" for link in found.all()]
    files = (".pdf", ".csv", ".docx", ".ics", ".json", ".xlsx", ".zip")
    return [one for one in addresses if not urlsplit(one).path.endswith(files)]


def cannot_open(visitor: Visitor, address: str) -> None:
    """Type an address that must not open."""
    with visitor.arriving(NOT_THERE):
        visitor.page.goto(visitor.product.address + address)
    assert STEM not in visitor.page.content().lower(), address
