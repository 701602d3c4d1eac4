"""The certificates of a cohort, for those who look after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.certificates.policy import may_see_certificates
from app.certificates.queries.cohort import Line, all_of_cohort, certificates_of_cohort
from app.certificates.queries.sheets import facts_of
from app.certificates.rules.names import file_name
from app.certificates.rules.sheet import sheet_of
from app.certificates.rules.table import table_of
from app.certificates.views.blueprint import bp
from app.cohorts.queries import Seat, seat_by_slug
from app.gateways.ports.certificates import CertificatePress
from app.gateways.ports.press import PressJam
from app.reflections.rules.export.archive import archive
from app.web.context import db, now, platform, typed_number
from app.web.downloads import CSV, ZIP, download, sending
from app.web.guard import guard
from app.web.limits import limiter

Made = tuple[str, bytes]
ALL = "/cohorts/<slug>/certificates"
# Making many takes the machine some time; nobody needs them more often.
FILES = "6 per minute; 60 per hour"


@bp.get(ALL)
@guard(seat_by_slug, may_see_certificates)
def of_cohort(seat: Seat) -> ResponseReturnValue:
    """Who has a certificate, and who asks for one with another name."""
    number = typed_number(request.args.get("page"), otherwise=1)
    found = certificates_of_cohort(db(), seat.cohort.id, number)
    return render_template("certificates/cohort.html", cohort=seat.cohort, found=found)


@bp.get(f"{ALL}.csv")
@guard(seat_by_slug, may_see_certificates)
def cohort_csv(seat: Seat) -> ResponseReturnValue:
    """All certificates of the cohort as a table."""
    lines = all_of_cohort(db(), seat.cohort.id, valid_only=False)
    content = table_of(
        [(facts_of(line.certificate), line.name) for line in lines],
        [line.certificate.said_code for line in lines],
    )
    return download(content, CSV, f"certificates-{seat.cohort.slug}.csv")


@bp.get(f"{ALL}.zip")
@limiter.limit(FILES)
@guard(seat_by_slug, may_see_certificates)
def cohort_zip(seat: Seat) -> ResponseReturnValue:
    """All certificates that count as PDFs, each made when its turn comes while they are sent."""
    lines = all_of_cohort(db(), seat.cohort.id, valid_only=True)
    press, site = platform().certificates, platform().settings.base_url
    pieces = archive(_files(lines, press, site), made_at=now())
    return sending(pieces, ZIP, f"certificates-{seat.cohort.slug}.zip")


def _files(lines: Sequence[Line], press: CertificatePress, site: str) -> Iterator[Made]:
    """One file at a time, so that any number takes the memory of one; and what lacks, if any."""
    lacking = list[str]()
    for line in lines:
        one = line.certificate
        try:
            made = press.certificate(sheet_of(facts_of(one), site))
        except PressJam:
            lacking.append(one.said_code)
        else:
            yield file_name(one.name, one.code), made
    if lacking:
        yield "could-not-be-made.txt", "\n".join(lacking).encode()
