"""600 people at once: a minute and a half of reading and writing, and all at ten o'clock.

By itself: `python -m tests.bench.together`.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from http.client import HTTPException
from random import Random
from statistics import median, quantiles
from threading import Barrier
from urllib.parse import urlencode
from uuid import UUID, uuid4

from sqlalchemy import select

from app.cohorts.models import Cohort, Enrolment
from app.gatherings.models import Gathering
from app.kit.db import new_id
from app.migrate import upgrade
from app.people.actions.sign_in import make_link
from app.syllabus.models import CourseModule, Step
from app.wiring import Platform, build
from tests.bench import bare_tables
from tests.bench.client import Ask, Browser, Line, WrongAnswerError
from tests.bench.crowds import make_crowd
from tests.bench.report import Finding, say, show
from tests.bench.servers import Site, Stores, bare_site, free_port, product_site, stores

PEOPLE, STEPS = 600, 32
# Somebody reads for a quarter of a minute before they do the next thing.
ACTS, WINDOW = 6, 90.0
LETTING_IN = 8
TOO_MANY, WAITS = 429, 5.0
# How long the last of all who come at ten o'clock may wait, in seconds: a page that is slow is
# opened again, and then there are twice as many.
SPIKE_LASTS = 30
BARE_PEOPLE = 4
LONGEST = "What I heard on the ward today was not what I had thought before I listened. " * 8


@dataclass(frozen=True)
class Guest:
    """Somebody of the crowd who is signed in, with the word that their forms carry."""

    cookie: str
    token: str


@dataclass(frozen=True)
class Place:
    """What they open and write: addresses without the site."""

    module: str
    steps: Sequence[str]
    session: str


@dataclass(frozen=True)
class Told:
    """How long each answer took, in seconds, and what went wrong."""

    times: Sequence[float]
    faults: Sequence[str]

    @property
    def p95(self) -> float:
        """Nineteen of twenty answers took no longer."""
        return quantiles(self.times, n=20)[-1]


def together_findings(product: Platform, on: Stores, *, mail_port: int) -> list[Finding]:
    """The crowd over a minute and a half, the bare crowd, and ten o'clock."""
    say(f"Measuring {PEOPLE} people at once")
    port = free_port()
    words, place = _crowd(product)
    on.take_stock()
    with (
        product_site(on, port=port, mail_port=mail_port) as site,
        bare_site(on, port=free_port()) as bare,
    ):
        guests = _let_in(site, words)
        random = Random(1)
        spread = [sorted(random.uniform(0, WINDOW) for _ in range(ACTS)) for _ in guests]
        ours = _all_at_once(site, [_acts(guest, place, random) for guest in guests], spread)
        theirs = _all_at_once(bare, _bare_acts(bare, random), spread)
        spike = [[Ask("GET", place.session, guest.cookie, 200, ["At ten"])] for guest in guests]
        at_ten = _all_at_once(site, spike, [[0.0]] * len(guests))
    for told in (ours, theirs, at_ten):
        for fault in told.faults[:5]:
            say(f"  {fault}")
    note = (
        f"p95 {ours.p95 * 1000:.0f} ms (bare {theirs.p95 * 1000:.0f} ms), "
        f"median {median(ours.times) * 1000:.0f} ms of {len(ours.times):,} answers"
    )
    ten = f"p95 {at_ten.p95:.1f} s"
    return [
        Finding(f"{PEOPLE} people at once, faults", 0, [len(ours.faults)], "", note=note),
        Finding("all at ten o'clock, faults", 0, [len(at_ten.faults)], "", note=ten),
        Finding("all at ten o'clock, the last", SPIKE_LASTS, [max(at_ten.times)], "s"),
    ]


def _crowd(product: Platform) -> tuple[list[str], Place]:
    """Make them, with a session that has just begun; a link for each to sign in by."""
    now = product.clock.now()
    with product.sessions() as db:
        crowd = make_crowd(db, people=PEOPLE, steps=STEPS, now=now)
        cohort = db.scalars(select(Cohort).where(Cohort.slug == crowd.slug)).one()
        gathering = Gathering(
            cohort_id=cohort.id,
            title="At ten",
            starts_at=now,
            ends_at=now + timedelta(hours=1),
            how="online",
            link="https://meet.example/ten",
            created_at=now,
            request_key=new_id(),
        )
        db.add(gathering)
        db.flush()
        people: Sequence[UUID] = db.scalars(
            select(Enrolment.person_id).where(
                Enrolment.cohort_id == cohort.id, Enrolment.role == "participant"
            )
        ).all()
        words = [product.links.sign("sign-in", make_link(db, one, now=now).id) for one in people]
        module = db.scalars(
            select(CourseModule)
            .where(CourseModule.edition_id == cohort.edition_id)
            .order_by(CourseModule.number.desc())
            .limit(1)
        ).one()
        steps = db.scalars(select(Step).where(Step.module_id == module.id)).all()
        path = f"/modules/{crowd.slug}/{module.key}/"
        db.commit()
        place = Place(path, [path + step.key for step in steps], f"/sessions/{gathering.id}")
    return words, place


def _let_in(site: Site, words: Sequence[str]) -> list[Guest]:
    def come(word: str) -> Guest:
        browser, path = Browser(site.port), f"/sign-in/link/{word}"
        # From one address only so many come in each minute, those of the other pages among them.
        while browser.post(path, {}, form_at=path).status == TOO_MANY:
            time.sleep(WAITS)
        return _with_token(browser, "/reflections/new")

    with ThreadPoolExecutor(LETTING_IN) as threads:
        return list(threads.map(come, words))


def _with_token(browser: Browser, path: str) -> Guest:
    """The word of forms is in the cookie too, once a page has been opened."""
    token = browser.token(path)
    return Guest(browser.cookie, token)


def _acts(guest: Guest, place: Place, random: Random) -> list[Ask]:
    """Four pages and two writes, in any order."""
    step = random.choice(place.steps)
    text = {"text": LONGEST, "request_key": str(uuid4()), "csrf_token": guest.token}
    done = urlencode({"csrf_token": guest.token}).encode()
    acts = [
        *(Ask("GET", path, guest.cookie, 200) for path in ("/home", place.module, step)),
        Ask("GET", "/reflections/", guest.cookie, 200),
        Ask("POST", f"{step}/completions", guest.cookie, 302, form=done, leads_to="/modules/"),
        Ask("POST", "/reflections/", guest.cookie, 302, form=urlencode(text).encode()),
    ]
    random.shuffle(acts)
    return acts


def _bare_acts(site: Site, random: Random) -> list[list[Ask]]:
    """As many people with as many pages and writes, on the bare version."""
    people = []
    for number in range(1, BARE_PEOPLE + 1):
        browser = Browser(site.port)
        browser.get(f"/in/{number}")
        people.append(_with_token(browser, "/page"))
    made = []
    for number in range(PEOPLE):
        one = people[number % BARE_PEOPLE]
        form = urlencode({"text": LONGEST, "csrf_token": one.token}).encode()
        acts = [
            *(
                Ask("GET", path, one.cookie, 200)
                for path in ("/page", "/page", "/page", "/journal")
            ),
            *(Ask("POST", "/entries", one.cookie, 302, form=form) for _ in range(2)),
        ]
        random.shuffle(acts)
        made.append(acts)
    return made


def _all_at_once(
    site: Site, acts: Sequence[Sequence[Ask]], moments: Sequence[Sequence[float]]
) -> Told:
    """Everybody does each thing at its moment; nobody waits for another."""
    start = Barrier(len(acts))
    times: list[float] = []
    faults: list[str] = []

    def one(mine: Sequence[Ask], at: Sequence[float]) -> None:
        start.wait()
        begun = time.monotonic()
        for ask, moment in zip(mine, at, strict=True):
            time.sleep(max(0.0, begun + moment - time.monotonic()))
            # Nobody's connection is kept while they read for a quarter of a minute.
            with Line(site.port) as line:
                _measure(lambda ask=ask, line=line: line.ask(ask), times, faults)  # type: ignore[misc]

    with ThreadPoolExecutor(len(acts)) as threads:
        list(threads.map(one, acts, moments))
    return Told(times, faults)


def _measure(send: Callable[[], object], times: list[float], faults: list[str]) -> None:
    asked = time.perf_counter()
    try:
        send()
    except (WrongAnswerError, HTTPException, OSError) as fault:
        faults.append(str(fault) or repr(fault))
    times.append(time.perf_counter() - asked)


def main() -> int:
    """The crowd alone; 1 when there was a fault."""
    with stores() as on:
        product = build(on.settings(port=free_port(), mail_port=free_port()))
        upgrade(product.engine)
        bare_tables.seed(on.bare_url)
        findings = together_findings(product, on, mail_port=free_port())
    show(findings)
    return int(any(finding.failed for finding in findings))


if __name__ == "__main__":
    sys.exit(main())
