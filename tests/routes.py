"""Addresses are compiled once for all the applications of a test process.

Each test has an application of its own, and Werkzeug takes each of its addresses apart and writes
a small program for it: most of what an application costs to make. Equal rules make equal parts.
"""

from __future__ import annotations

from typing import Any

from werkzeug.routing import Rule
from werkzeug.routing.converters import DEFAULT_CONVERTERS

_compile = Rule.compile
_compiled: dict[str, dict[str, Any]] = {}


def _compile_once(rule: Rule) -> None:
    """Take this rule apart, or take the parts of one that is equal."""
    if rule.map.converters != DEFAULT_CONVERTERS:
        _compile(rule)
        return
    where = (rule.map.host_matching, rule.host, rule.subdomain, rule.merge_slashes)
    key = repr((rule.rule, rule.defaults, where))
    parts = _compiled.get(key)
    if parts is None:
        _compile(rule)
        _compiled[key] = _parts_of(rule)
        return
    builders = {name: build.__get__(rule) for name, build in parts["builders"].items()}
    vars(rule).update(parts["shared"], **builders, arguments=set(parts["arguments"]))


def _parts_of(rule: Rule) -> dict[str, Any]:
    """What compiling left on a rule; nothing of it changes afterwards, but for its arguments."""
    return {
        "shared": {name: vars(rule)[name] for name in ("_parts", "_trace", "_converters")},
        "builders": {name: vars(rule)[name].__func__ for name in ("_build", "_build_unknown")},
        "arguments": frozenset(rule.arguments),
    }


def compile_once() -> None:
    """Let every application of this process share what was compiled."""
    Rule.compile = _compile_once  # type: ignore[method-assign, assignment]
