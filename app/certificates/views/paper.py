"""A certificate as a file."""

from __future__ import annotations

from flask import Response

from app.certificates.errors import CannotPrint
from app.certificates.models import Certificate
from app.certificates.queries.sheets import facts_of
from app.certificates.rules.names import file_name
from app.certificates.rules.sheet import sheet_of
from app.gateways.ports.press import PressJam
from app.web.context import platform
from app.web.downloads import download

PDF = "application/pdf"


def printed(certificate: Certificate) -> Response:
    """A certificate as a PDF to keep.

    Raises: CannotPrint.
    """
    sheet = sheet_of(facts_of(certificate), platform().settings.base_url)
    try:
        content = platform().certificates.certificate(sheet)
    except PressJam:
        raise CannotPrint from None
    return download(content, PDF, file_name(certificate.name, certificate.code))
