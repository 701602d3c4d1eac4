"""The pages of whoever runs cohorts and the programme, and the grid with a keyboard alone."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Account, Arrive, come_in
from tests.browser.visitor import Way

DESK = Way("desk-with-scripts", scripts=True, width=1280, also=(360,))
# By who looks at them; `cohort` stands for the cohort of the demo.
PAGES = {
    "facilitator": (
        "/cohorts/{cohort}/progress",
        "/cohorts/{cohort}/progress?module={module}",
        "/needs/",
        "/cohorts/{cohort}/certificates",
        "/cohorts/{cohort}/record",
    ),
    "programme_lead": ("/admin/programme", "/admin/record", "/admin/people-data"),
    "participant": ("/account/certificates", "/account/learning", "/account/data"),
}
# Where the focus is: in the grid or not, the words, and if one sees all of it and that it is there.
FOCUS = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
  const corners = [[box.left + 3, box.top + 3], [box.right - 3, box.bottom - 3]];
  return {
    cell: Boolean(at.closest("tbody")), words: at.textContent,
    marked: style.boxShadow !== "none" || style.outlineStyle !== "none",
    seen: corners.every(([x, y]) => at.contains(document.elementFromPoint(x, y))),
  };
}"""
# The first module of the course, whose steps the grid shows one by one.
MODULE = "what-makes-people-well"
# More keys than lead to the grid.
MOST = 60


@pytest.mark.timeout(120)
def test_the_pages_of_those_who_run_things_shut_nobody_out(
    arrive: Arrive, demo_accounts: dict[str, Account]
) -> None:
    cohort = demo_accounts["facilitator"].cohort
    for role, addresses in PAGES.items():
        visitor = arrive(DESK)
        come_in(visitor, demo_accounts[role])
        for address in addresses:
            visitor.open(address.format(cohort=cohort, module=MODULE))
        visitor.leave()


@pytest.mark.timeout(120)
def test_the_grid_is_walked_with_a_keyboard_and_its_heads_are_said(
    arrive: Arrive, facilitator: Account
) -> None:
    visitor = arrive(Way("phone-with-scripts", scripts=True, width=360))
    come_in(visitor, facilitator)
    visitor.open(f"/cohorts/{facilitator.cohort}/progress?module={MODULE}")
    page = visitor.page
    # What a screen reader says before a cell: whose row it is, and the step above it.
    grid = visitor.main.get_by_role("region")
    assert grid.get_by_role("rowheader").count() >= 2
    columns = grid.get_by_role("columnheader").count()
    cells = grid.get_by_role("row").last.get_by_role("cell").count()
    assert columns > cells > 4
    for _ in range(MOST):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["marked"], focus
        if focus["cell"]:
            break
    assert focus["cell"], "the grid is not reached"
    for _ in range(12):
        assert focus["seen"], f"hidden: {focus}"
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["cell"], focus
        assert focus["marked"], focus
    # And out again, past all of it.
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(FOCUS)["seen"]
