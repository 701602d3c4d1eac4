"""Whether words still stand anywhere: on pages, in files and feeds, in rows, queues and letters."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tests.browser.town import Town
from tests.browser.visitor import Visitor
from tests.reflections.privacy.kept import in_columns, in_folder, in_valkey
from tests.reflections.privacy.marks import marks_in

LINK = re.compile(r'(?:href|src|content)="(?:https?://[^/"]*)?(/[^"#]*)')
MOST = 60
Places = Mapping[str, set[str]]


def on_pages(visitor: Visitor, *starts: str) -> tuple[Places, dict[str, int]]:
    """Open these addresses and all of reports that they lead to, the files among them.

    What holds a marked word, and how each address answered.
    """
    waiting, answers, found = list(starts), dict[str, int](), dict[str, set[str]]()
    while waiting:
        path = waiting.pop(0)
        if path in answers:
            continue
        assert len(answers) < MOST, sorted(answers)
        answer = visitor.page.request.get(visitor.product.address + path, max_redirects=0)
        answers[path], content = answer.status, answer.body()
        if places := marks_in(content):
            found[path] = places
        plain = content.decode(errors="replace").replace("&amp;", "&")
        to = [*LINK.findall(plain), answer.headers.get("location", "")]
        waiting += [link for link in to if link.startswith("/outputs/")]
    return found, answers


def in_what_is_kept(town: Town) -> Places:
    """What is in rows, in the queue, in letters and texts, and in what was printed."""
    files = {
        name: places
        for folder in town.product.folder.iterdir()
        if folder.is_dir() and folder.name not in ("postgres", "valkey")
        for name, places in in_folder(folder).items()
    }
    printed = {"log": places} if (places := marks_in(town.product.log.read_bytes())) else {}
    return {**in_columns(town.on.engine), **in_valkey(town.on.redis), **files, **printed}
