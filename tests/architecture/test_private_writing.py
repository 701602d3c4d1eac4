"""Only the rooms that keep private writing can open it."""

from __future__ import annotations

import ast
from pathlib import Path

APP = Path(__file__).parents[2] / "app"
MAY_OPEN = {
    # The room itself, the command line, its health check, and the list of all tables.
    "app/vault",
    "app/cli.py",
    "app/commands/doctor.py",
    # Which master keys a backup needs, and for how many people.
    "app/backups/write.py",
    "app/tables.py",
    # What an app that shows codes shares with us is sealed with the person's key.
    "app/people/actions/codes.py",
    "app/people/actions/recovery.py",
    # Where people write for themselves.
    "app/reflections",
    # What people call the practice that they think of, and what they promise themselves.
    "app/practice",
    # Where two write for each other, and what is told to the safeguarding lead.
    "app/mentoring/actions/keys.py",
    "app/mentoring/queries/keys.py",
    "app/mentoring/actions/worries.py",
    "app/mentoring/actions/worry_handling.py",
    "app/mentoring/queries/worries.py",
    # The box of a poll, and taking one back.
    "app/participation/actions/boxes.py",
    "app/participation/actions/propose.py",
    # Who and what supports somebody.
    "app/participation/actions/support.py",
    "app/participation/actions/support_shares.py",
    "app/participation/queries/support.py",
    "app/participation/queries/support_shares.py",
    # What every table declares about people; nothing is opened there.
    "app/rights/declared.py",
    # Somebody's own copy, for their eyes alone, and doing away with their key.
    "app/rights/actions/copies.py",
    "app/rights/actions/erasing/removing.py",
    "app/rights/queries/copies.py",
    "app/rights/queries/theirs.py",
    # Two accounts of one person become one, after a yes at both: sealed anew, shown to nobody.
    "app/rights/actions/merging/sealing.py",
    # Whether somebody has a key, so that nothing of theirs moves without their yes.
    "app/rights/queries/merges.py",
}


def test_only_rooms_with_private_writing_import_the_vault() -> None:
    importers = {
        path.relative_to(APP.parent).as_posix()
        for folder in (APP, APP.parent / "worker")
        for path in folder.rglob("*.py")
        if "app.vault" in path.read_text(encoding="utf-8")
    }
    assert importers
    strangers = {
        path
        for path in importers
        if not any(path == room or path.startswith(f"{room}/") for room in MAY_OPEN)
    }
    assert strangers == set()


# Where the key of all worries is named: what opens it is on the pages of worries alone.
WORRIES = {
    "app/mentoring/rules/keys.py",
    "app/mentoring/actions/worries.py",
    "app/mentoring/actions/worry_handling.py",
    "app/mentoring/queries/worries.py",
}


def test_only_the_pages_of_worries_name_their_key() -> None:
    naming = {
        path.relative_to(APP.parent).as_posix()
        for path in _modules()
        if "WORRY_LOG" in path.read_text(encoding="utf-8")
    }
    assert naming
    assert naming <= WORRIES


# Who outside the room may know of reflections, and of which names in it.
READERS = {
    # Sentences that their author ticks; whether the place that words came from is still there.
    ("app/outputs/queries/sources.py", "app.reflections.models", "Reflection"),
    ("app/outputs/queries/sources.py", "app.reflections.queries", "Version"),
    ("app/outputs/queries/sources.py", "app.reflections.queries", "own_entry"),
    ("app/outputs/queries/voices.py", "app.reflections.models", "ReflectionVersion"),
    ("app/outputs/views/offering.py", "app.reflections.queries", "details_in"),
    # What others have shared with whoever opens their first page.
    ("app/home/queries.py", "app.reflections.queries.shared_with", "SharedLine"),
    ("app/home/queries.py", "app.reflections.queries.shared_with", "new_shares"),
    # Two accounts become one: whether one asked to open the other's log; no word is opened.
    ("app/rights/queries/clashes.py", "app.reflections.models", "LogOpening"),
    # How many shares somebody has not taken back, on their own page; no word is opened.
    ("app/rights/queries/consents.py", "app.reflections.models", "Share"),
    ("app/rights/actions/merging/apart.py", "app.reflections.models", "CpdRecord"),
    # How long somebody learned by themselves, on their own statement; no word is opened.
    ("app/certificates/queries/learning.py", "app.reflections.models", "CpdRecord"),
    ("app/tables.py", "app.reflections", "models"),
    # Erases what its author threw away; opens nothing and has no key.
    ("worker/tasks.py", "app.reflections.actions.thrown_away", "erase_some"),
    # Deletes, by their age alone, logs that nobody brought in.
    ("worker/tasks.py", "app.reflections.actions.imports", "forget_imports"),
}
SEES_WRITING = ("models", "queries", "actions")
TABLES = ("reflection", "reflection_version", "reflection_draft", "share_comment")


def test_only_an_authors_own_offer_reads_reflections_outside_of_their_room() -> None:
    found = set()
    for path in _modules():
        name = path.relative_to(APP.parent).as_posix()
        # The demo writes the logs of its made-up people.
        if name.startswith(("app/reflections/", "app/demo/")):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {(name, one.name, "") for one in node.names if _is_ours(one.name)}
            elif isinstance(node, ast.ImportFrom) and _is_ours(node.module or ""):
                found |= {(name, node.module or "", one.name) for one in node.names}
    reading = {
        one for one in found if any(shelf in (*one[1].split("."), one[2]) for shelf in SEES_WRITING)
    }
    assert reading == READERS


def test_nothing_outside_asks_for_its_tables_by_name() -> None:
    for path in _modules():
        name = path.relative_to(APP.parent).as_posix()
        if name.startswith("app/reflections/"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and "select" in text.lower():
                assert not any(table in text for table in TABLES), f"{name}: {text}"


def _modules() -> list[Path]:
    return [path for folder in (APP, APP.parent / "worker") for path in folder.rglob("*.py")]


def _is_ours(module: str) -> bool:
    return module == "app.reflections" or module.startswith("app.reflections.")
