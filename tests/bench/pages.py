"""The pages and writes that are measured, each beside its bare counterpart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from urllib.parse import urlencode
from uuid import uuid4

from markupsafe import escape

from app.wiring import Platform
from tests.bench.bare_tables import LOREM
from tests.bench.client import AT_ONCE, Ask, Browser
from tests.bench.learners import Course, Learner, forget_progress
from tests.bench.rounds import Task
from tests.bench.servers import Site
from tests.bench.writing import autosaves, make_long_log, person_of

MOST = 2.0
ENTRIES = 20
LATER = 4
# A log of many years, and a page far back in it.
LONG = 5_000
FAR = 100


@dataclass(frozen=True)
class Contest:
    """A page of the product, the bare page it is held against, and the most it may cost."""

    name: str
    product: Task
    bare: Task
    most: float = MOST


def contests(
    on: Platform, site: Site, bare: Site, learners: Sequence[Learner], course: Course
) -> list[Contest]:
    """All that is measured in rounds."""
    readers, writers = learners[:AT_ONCE], learners[AT_ONCE:]
    fill_logs(readers)
    entry = f"Bench entry {LATER + 1}."
    reads = {
        "home": ["/home", course.cohort, course.session],
        "module page": [course.module_path, course.module, course.steps[-1][1]],
        "session page": [course.session_path, course.session],
        "log page of 20": ["/reflections/", f"Bench entry {LATER + ENTRIES}.", entry],
    }
    tasks = {
        name: Task(name, site, _reading(readers, [(path, words)]))
        for name, (path, *words) in reads.items()
    }
    steps = [(path, [title]) for path, title, _ in course.steps]
    tasks["step page"] = Task("step page", site, _reading(readers, steps))
    tasks["mark as done"] = Task(
        "mark as done",
        site,
        lambda number: _marks(writers, course)[:number],
        lambda: forget_progress(on, writers),
    )
    tasks["save a reflection"] = Task("save a reflection", site, _saves(writers, {}))
    from_step = {"step": str(course.reflection_step), "cohort": course.slug}
    tasks["save one from a step"] = Task("save one from a step", site, _saves(writers, from_step))
    tasks["keep a draft"] = Task("keep a draft", site, autosaves(writers))
    long = [f"Long entry {number}. {LOREM * 8}" for number in range(LONG)]
    make_long_log(on, person_of(on, writers[-1]), long)
    far = _reading(writers[-1:], [(f"/reflections/?page={FAR}", ["Long entry"])])
    tasks["page of a log of 5,000"] = Task("page of a log of 5,000", site, far)
    against = dict.fromkeys(("log page of 20", "page of a log of 5,000"), "journal")
    writes = ("mark as done", "save a reflection", "save one from a step", "keep a draft")
    against |= dict.fromkeys(writes, "post")
    bares = _bare_tasks(bare)
    return [Contest(name, task, bares[against.get(name, "page")]) for name, task in tasks.items()]


def fill_logs(learners: Sequence[Learner]) -> None:
    """Write more than a page of entries for each, through the form."""
    for learner in learners:
        for number in range(1, ENTRIES + LATER + 1):
            fields = {"text": f"Bench entry {number}. {LOREM * 8}", "request_key": str(uuid4())}
            learner.browser.post("/reflections/", fields, form_at="/reflections/new")
        # The last "Saved" is read here, or every page that is measured would say it.
        learner.browser.get("/home")


def _reading(
    learners: Sequence[Learner], pages: Sequence[tuple[str, Sequence[str]]]
) -> Callable[[int], list[Ask]]:
    """Each learner in turn opens each page in turn."""

    def asks(number: int) -> list[Ask]:
        made = []
        for turn in range(number):
            path, words = pages[turn % len(pages)]
            cookie = learners[turn % len(learners)].browser.cookie
            made.append(Ask("GET", path, cookie, 200, [str(escape(word)) for word in words]))
        return made

    return asks


def _marks(learners: Sequence[Learner], course: Course) -> list[Ask]:
    """Each learner marks each step that can be marked, once."""
    return [
        Ask(
            "POST",
            f"{path}/completions",
            learner.browser.cookie,
            302,
            form=_form(learner, {}),
            leads_to=course.module_path,
        )
        for path, _, may_mark in course.steps
        if may_mark
        for learner in learners
    ]


def _saves(learners: Sequence[Learner], also: dict[str, str]) -> Callable[[int], list[Ask]]:
    numbers = count()

    def ask(learner: Learner) -> Ask:
        fields = {"text": f"Saved {next(numbers)}. {LOREM * 8}", "request_key": str(uuid4())}
        form = _form(learner, {**fields, **also})
        cookie = learner.browser.cookie
        return Ask("POST", "/reflections/", cookie, 302, form=form, leads_to="/reflections/")

    return lambda number: [ask(learners[turn % len(learners)]) for turn in range(number)]


def _form(learner: Learner, fields: dict[str, str]) -> bytes:
    return urlencode({**fields, "csrf_token": learner.token}).encode()


def _bare_tasks(site: Site) -> dict[str, Task]:
    people = []
    for number in range(1, AT_ONCE + 1):
        browser = Browser(site.port)
        browser.get(f"/in/{number}")
        people.append((browser, browser.token("/page")))

    def post(number: int) -> list[Ask]:
        made = []
        for turn in range(number):
            browser, token = people[turn % len(people)]
            form = urlencode({"text": LOREM * 8, "csrf_token": token}).encode()
            made.append(
                Ask("POST", "/entries", browser.cookie, 302, form=form, leads_to="/journal")
            )
        return made

    def read(path: str, words: str) -> Callable[[int], list[Ask]]:
        return lambda number: [
            Ask("GET", path, people[turn % len(people)][0].cookie, 200, [words])
            for turn in range(number)
        ]

    return {
        "page": Task("bare page", site, read("/page", "Item 71")),
        "journal": Task("bare journal", site, read("/journal", LOREM)),
        "post": Task("bare POST", site, post),
    }
