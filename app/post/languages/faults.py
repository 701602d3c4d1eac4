"""What is wrong with a catalogue, in sentences for whoever looks after it."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

from babel.messages.catalog import Catalog, Message


def faults_of(catalogue: Catalog, template: Catalog) -> list[str]:
    """What keeps a catalogue from being used; `template` holds all that the code says."""
    found: list[str] = []
    for wanted in template:
        if wanted.id:
            found += _faults(catalogue.get(wanted.id), wanted)
    for message in catalogue:
        if message.id and template.get(message.id) is None:
            found.append(f"No letter says this any more: {_english(message)}")
    return found


def _faults(message: Message | None, wanted: Message) -> Iterator[str]:
    english = _english(wanted)
    if message is None:
        yield f"This is missing: {english}"
    elif message.fuzzy:
        yield f"This is marked as a guess (fuzzy): {english}"
    elif isinstance(wanted.id, str) != isinstance(message.string, str):
        yield f"This has the wrong number of forms: {english}"
    else:
        forms = (
            [message.string] if isinstance(message.string, str) else list(message.string or [""])
        )
        for form in forms:
            yield from (f"{fault}: {english}" for fault in _faults_of_form(form, wanted))


def _faults_of_form(form: str, wanted: Message) -> Iterator[str]:
    """A plural may leave out the number, as `one` does; nothing else may be left out or added."""
    if not form.strip():
        yield "This is not translated yet"
        return
    ids = [wanted.id] if isinstance(wanted.id, str) else list(wanted.id)
    in_each = [placeholders(one) or frozenset() for one in ids]
    named = placeholders(form)
    if named is None:
        yield "The braces in this cannot be read"
        return
    may, must = frozenset.union(*in_each), frozenset.intersection(*in_each)
    for name in sorted(named - may):
        yield f"{{{name}}} is not in the English"
    for name in sorted(must - named):
        yield f"{{{name}}} is left out"


def placeholders(form: str) -> frozenset[str] | None:
    """The names in braces; None when the braces cannot be read.

    A form inside them, such as `{name!r}` or `{name:>9}`, makes another name, so that it differs.
    """
    try:
        parts = list(Formatter().parse(form))
    except ValueError:
        return None
    return frozenset(
        name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")
        for _, name, spec, conversion in parts
        if name is not None
    )


def _english(message: Message) -> str:
    return message.id if isinstance(message.id, str) else " / ".join(message.id)
