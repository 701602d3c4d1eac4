"""The languages of letters: a catalogue each, read when the platform starts.

`letters.pot` holds every sentence in English, as the code says it; `cy.po` the same in Welsh.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import structlog
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from app.kit.languages import is_language, language
from app.post.languages.faults import faults_of
from app.post.rules.tongues import Tongue, Tongues

FOLDER = Path(__file__).parent
TEMPLATE = "letters.pot"

log = structlog.get_logger()


@cache
def read_tongues(folder: Path = FOLDER) -> Tongues:
    """The languages whose catalogue in `folder` is whole; any other is told in the log.

    They are read once in each process. A language that lacks one sentence is not offered, since
    nobody should get half a letter.
    """
    template = read_catalogue(folder / TEMPLATE)
    found: dict[str, Tongue] = {}
    for path in sorted(folder.glob("*.po")):
        catalogue = read_catalogue(path)
        faults = faults_of(catalogue, template)
        if faults or not is_language(path.stem):
            log.warning("letters_language_left_out", language=path.stem, faults=len(faults))
        else:
            found[path.stem] = Tongue(language(path.stem), _spoken(catalogue))
    return Tongues(found)


def read_catalogue(path: Path) -> Catalog:
    """A catalogue as it stands in a file; `letters.pot` belongs to no language."""
    code = path.stem if is_language(path.stem) else None
    with path.open("rb") as file:
        return read_po(file, locale=code, abort_invalid=True)


def _spoken(catalogue: Catalog) -> GNUTranslations:
    """The catalogue in the form that answers fast, and knows the plurals of its language."""
    file = BytesIO()
    write_mo(file, catalogue)
    file.seek(0)
    return GNUTranslations(file)
