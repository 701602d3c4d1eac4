"""Templates that were translated once serve all tests of a process: only applications are new."""

from __future__ import annotations

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class Translated(BytecodeCache):
    """Keeps translated templates in memory; Jinja looks whether their source is the same."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was kept."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is new."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


TRANSLATED = Translated()
