"""Words inside a paragraph, from HTML to runs: their looks, and where links lead on paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from app.kit.booklet import Run, Runs
from app.kit.elements import Child, Element

INLINE = frozenset({"strong", "em", "a", "code", "br"})
SPACE = re.compile(r"[ \t\r\n\f]+")
BREAK = "\n"
OUTSIDE = re.compile(r"^(?:https?://|mailto:|tel:)")
TO_STEP = re.compile(r"^\.\./([a-z0-9-]+/[a-z0-9-]+)(?:#.*)?$")


def runs_of(children: Sequence[Child]) -> Runs:
    """The words of these elements and texts, each run in its look.

    Raises: ValueError for an element that does not stand inside a paragraph.
    """
    return _trimmed(_merged(run for child in children for run in _runs(child, Run(text=""))))


def plain(children: Sequence[Child]) -> str:
    """The same words without any look, in one line."""
    return SPACE.sub(" ", "".join(run.text for run in runs_of(children))).strip()


def _runs(child: Child, look: Run) -> Iterable[Run]:
    if isinstance(child, str):
        yield look.model_copy(update={"text": SPACE.sub(" ", child)})
    elif child.tag == "br":
        yield look.model_copy(update={"text": BREAK})
    elif child.tag == "img":
        # Where only words can stand, its words stand for it.
        yield look.model_copy(update={"text": child.attributes.get("alt", "")})
    elif child.tag in INLINE:
        inner = look.model_copy(update=_look(child))
        found = [run for one in child.children for run in _runs(one, inner)]
        yield from _leading(found, child) if child.tag == "a" else found
    else:
        raise ValueError(f"<{child.tag}> does not stand inside a paragraph")


def _look(element: Element) -> dict[str, bool]:
    return {"strong": {"strong": True}, "em": {"emph": True}, "code": {"code": True}}.get(
        element.tag, {}
    )


def _leading(runs: list[Run], link: Element) -> list[Run]:
    """The words of a link, with where it leads behind the last of them."""
    href = link.attributes.get("href", "")
    address = re.sub(r"^(?:mailto:|tel:)", "", href) if OUTSIDE.match(href) else ""
    step = TO_STEP.match(href)
    says_it = _bare(address) in _bare("".join(run.text for run in runs))
    more = {"address": "" if says_it else address, "anchor": step[1] if step else ""}
    return [*runs[:-1], runs[-1].model_copy(update=more)] if runs else runs


def _bare(address: str) -> str:
    """An address as people say it."""
    return re.sub(r"^https?://(www\.)?|/$|\s", "", address)


def _merged(runs: Iterable[Run]) -> list[Run]:
    """Neighbours in the same look as one."""
    merged: list[Run] = []
    for run in runs:
        before = merged[-1] if merged else None
        if before and not before.address and not before.anchor and _same_look(before, run):
            merged[-1] = run.model_copy(update={"text": before.text + run.text})
        else:
            merged.append(run)
    return merged


def _same_look(one: Run, other: Run) -> bool:
    return (one.strong, one.emph, one.code) == (other.strong, other.emph, other.code)


def _trimmed(runs: list[Run]) -> Runs:
    """Without space around the whole or around line breaks, and without runs of nothing."""
    kept: list[Run] = []
    for run in runs:
        text = re.sub(r" ?\n ?", BREAK, run.text)
        if not kept or kept[-1].text.endswith((" ", BREAK)):
            text = text.lstrip(" ")
        if text or run.address or run.anchor:
            kept.append(run.model_copy(update={"text": text}))
    while kept and not kept[-1].text.strip() and not (kept[-1].address or kept[-1].anchor):
        kept.pop()
    if kept:
        kept[0] = kept[0].model_copy(update={"text": kept[0].text.lstrip()})
        kept[-1] = kept[-1].model_copy(update={"text": kept[-1].text.rstrip()})
    return tuple(kept)
