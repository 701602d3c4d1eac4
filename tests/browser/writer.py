"""Somebody who writes in their log in a real browser, and what that browser keeps of it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.product import Product
from tests.launch.waiting import until

# Milliseconds: what is kept by itself is kept by then, on a busy machine.
SOON = 40_000
# What was lost is sent again at most so long after the way is open.
AGAIN = 45_000
SEALED = """async () => {
  const opening = indexedDB.open("dlp-kept", 1);
  const db = await new Promise((good) => (opening.onsuccess = () => good(opening.result)));
  if (!db.objectStoreNames.contains("texts")) return [];
  const asked = db.transaction("texts").objectStore("texts").getAll();
  const rows = await new Promise((good) => (asked.onsuccess = () => good(asked.result)));
  db.close();
  const decoder = new TextDecoder("latin1");
  return rows.map(({ sealed, ...row }) => JSON.stringify(row) + decoder.decode(sealed));
}"""
# What an open box still has to put away; whoever leaves sooner is asked by the browser.
PUT_AWAY = """async () => {
  const box = document.querySelector('script[src*="js/box.js"]').src;
  const { before } = await import(box.replace("js/box.js", "js/kept.js"));
  await Promise.all(before.map((put) => put()));
}"""
# The page itself loses what it sends: past a service worker, a test cannot reliably stand between.
LOSES = """([part, status]) => {
  const real = (window.realFetch ??= window.fetch);
  const lost = async () => {
    if (status) return new Response("", { status });
    throw new TypeError("lost");
  };
  window.fetch = (asked, ...more) =>
    part && String(asked.url ?? asked).endsWith(part) ? lost() : real(asked, ...more);
}"""
STORES = """async () => ({
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  local: localStorage.length,
  tab: sessionStorage.length,
})"""


@dataclass(frozen=True)
class Person:
    """Somebody of the demo, and their password."""

    email: str
    password: str


class Writer:
    """A person at one tab."""

    def __init__(self, page: Page, product: Product, person: Person) -> None:
        self.page = page
        self.product = product
        self.person = person

    @property
    def box(self) -> str:
        """What stands in the box."""
        return self.page.locator("#text").input_value()

    def open(self, address: str) -> None:
        """Type an address."""
        self.page.goto(self.product.address + address)

    def come_in(self) -> None:
        """Sign in with the password."""
        self.open("/sign-in")
        main = self.page.get_by_role("main")
        main.get_by_text("I have a password").click()
        main.get_by_label("E-mail address").last.fill(self.person.email)
        main.get_by_label("Password", exact=True).fill(self.person.password)
        main.get_by_role("button", name="Sign in with my password").click()
        self.page.wait_for_url("**/home")

    def sit_down(self, address: str = "/reflections/new") -> None:
        """Open the box, and wait until this browser can keep what is written there."""
        self.open(address)
        self.page.wait_for_function(
            "async () => (await navigator.serviceWorker.getRegistration('/reflections/'))?.active"
        )
        self.page.wait_for_function("() => sessionStorage.getItem('dlp-locker')")

    def type(self, text: str) -> None:
        """Type at the end of what stands there."""
        self.page.locator("#text").press("Control+End")
        self.page.keyboard.type(text)

    def save(self) -> None:
        """Press the button."""
        self.page.get_by_role("main").get_by_role("button", name="Save").click()

    def loses(self, part: str, *, status: int | None = None) -> None:
        """What this page sends to addresses that end so is lost, or comes back with this status."""
        self.page.evaluate(LOSES, [part, status])

    def loses_nothing(self) -> None:
        """What this page sends comes through again."""
        self.page.evaluate(LOSES, [None, None])

    def is_told(self, words: str, *, within: int = SOON) -> None:
        """Fail when the line below the box does not say this in time."""
        expect(self.page.locator("[data-says]")).to_contain_text(words, timeout=within)

    def is_told_above(self, words: str, *, within: int = AGAIN) -> None:
        """Fail when nothing above the page says this in time."""
        flash = self.page.locator(".dlp-flash").get_by_text(words)
        expect(flash.first).to_be_visible(timeout=within)

    def is_at_an_entry(self, text: str) -> None:
        """Fail when the page does not come to be a saved entry with exactly this text."""
        words = self.page.locator(".dlp-words[dir=auto]").first
        expect(self.page.get_by_text("Your reflection of").first).to_be_visible(timeout=AGAIN)
        expect(words).to_have_text(text, use_inner_text=True)

    def entries(self) -> list[str]:
        """The beginnings of all entries and drafts in the log, as the server has them."""
        answer = self.page.request.get(f"{self.product.address}/reflections/")
        assert answer.ok, answer.status
        cards = answer.text().split("<article")[1:]
        return [card.split('<p dir="auto">', 1)[1].split("</p>")[0] for card in cards]

    def kept_here(self) -> list[str]:
        """What this browser keeps, as somebody reads it who looks into its files."""
        found: list[str] = self.page.evaluate(SEALED)
        return found

    def pauses(self) -> None:
        """Stop typing for as long as this browser needs to put the last key press away."""
        self.page.evaluate(PUT_AWAY)

    def waits_until_kept(self, count: int = 1) -> None:
        """Return once this browser keeps so many texts."""
        until(lambda: len(self.kept_here()) == count, f"{count} kept texts", SOON / 1000)

    def stores(self) -> dict[str, int]:
        """How much of us is in this browser."""
        found: dict[str, int] = self.page.evaluate(STORES)
        return found


def sign_in_expires(context: BrowserContext) -> str:
    """What a browser does when the time of the sign-in is over: the cookie, given back, is gone.

    An answer that is still on its way would bring it again, so the pages come to rest first.
    """
    for page in context.pages:
        page.wait_for_load_state("networkidle")
    (ticket,) = (one["value"] for one in context.cookies() if one["name"] == "dlp_session")
    context.clear_cookies(name="dlp_session")
    return ticket


def people_of(product: Product) -> list[Person]:
    """Everybody of a small demo who can sign in."""
    made = json.loads(product.dlp("demo", "--participants", "2", "--json"))
    return [Person(one["email"], one["password"]) for one in made["accounts"]]
