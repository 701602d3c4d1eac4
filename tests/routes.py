"""Addresses are compiled once for all the applications of a test process.

Each test has an application of its own, and Werkzeug writes a small program for each of its
addresses: most of what an application costs to make. The programs of equal rules are equal.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]
_compile: Callable[[Rule, bool], Builder] = Rule._compile_builder
_compiled: dict[tuple[Any, ...], Builder] = {}


def _compile_once(rule: Rule, append_unknown: bool = True) -> Builder:  # noqa: FBT002
    """The program that writes this rule's addresses."""
    parts = repr((rule.rule, rule.subdomain, rule.host, rule.defaults, rule._trace))
    key = (parts, append_unknown)
    if key not in _compiled:
        _compiled[key] = _compile(rule, append_unknown)
    return _compiled[key]


def compile_once() -> None:
    """Let every application of this process share what was compiled."""
    Rule._compile_builder = _compile_once  # type: ignore[method-assign, assignment]
