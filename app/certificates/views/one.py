"""One certificate of a cohort: printing it, putting it right, taking it back."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from app.certificates.actions.change import issue_anew, replace_certificate, take_back
from app.certificates.errors import ReasonNeeded
from app.certificates.forms import TakeBackForm
from app.certificates.models import Certificate
from app.certificates.policy import may_put_name_right, may_see_certificate, may_take_back
from app.certificates.queries.cohort import CertificateSeat, certificate_seat
from app.certificates.queries.own import newest_of
from app.certificates.queries.sheets import facts_of
from app.certificates.rules.sheet import figures
from app.certificates.views.blueprint import bp, send_letters
from app.certificates.views.paper import printed
from app.people.queries import names_of
from app.web.context import actor, db, now
from app.web.guard import guard

ONE = "/cohorts/<slug>/certificates/<uuid:certificate_id>"


@bp.get(ONE)
@guard(certificate_seat, may_see_certificate)
def one(facts: CertificateSeat) -> ResponseReturnValue:
    """What a certificate says, what became of it, and what can be done with it."""
    return _page(facts, TakeBackForm(formdata=None)), 200


@bp.get(f"{ONE}.pdf")
@guard(certificate_seat, may_see_certificate)
def one_pdf(facts: CertificateSeat) -> ResponseReturnValue:
    """A certificate to print for its person."""
    return printed(facts.certificate)


@bp.post(f"{ONE}/reissues")
@guard(certificate_seat, may_put_name_right)
def reissue(facts: CertificateSeat) -> ResponseReturnValue:
    """Issue the same one with the person's name as it is now.

    Raises: NameChanged, NotValid.
    """
    shown = request.form.get("name", "")
    made = replace_certificate(db(), actor(), facts, shown_name=shown, now=now())
    flash("There is a new certificate with that name. The old one does not count any more.")
    return _on(facts, made)


@bp.post(f"{ONE}/revocations")
@guard(certificate_seat, may_take_back)
def revoke(facts: CertificateSeat) -> ResponseReturnValue:
    """Take a certificate back for good, for a reason that its person reads.

    Raises: NotValid.
    """
    form = TakeBackForm()
    try:
        take_back(db(), actor(), facts, reason=form.reason.data or "", now=now())
    except ReasonNeeded as refusal:
        form.reason.errors = [refusal.sentence]
        return _page(facts, form), refusal.status
    flash("The certificate does not count any more. Its person gets a letter that says why.")
    return _on(facts, facts.certificate)


@bp.post(f"{ONE}/successors")
@guard(certificate_seat, may_take_back)
def succeed(facts: CertificateSeat) -> ResponseReturnValue:
    """Issue another after one was taken back.

    Raises: NameChanged, NotTakenBack.
    """
    shown = request.form.get("name", "")
    made = issue_anew(db(), actor(), facts, shown_name=shown, now=now())
    flash("There is a new certificate. The one that was taken back stays as it is.")
    return _on(facts, made)


def _on(facts: CertificateSeat, certificate: Certificate) -> Response:
    send_letters()
    slug = facts.cohort.slug
    return redirect(url_for("certificates.one", slug=slug, certificate_id=certificate.id))


def _page(facts: CertificateSeat, form: TakeBackForm) -> str:
    certificate = facts.certificate
    return render_template(
        "certificates/one.html",
        facts=facts,
        cohort=facts.cohort,
        certificate=certificate,
        figures=figures(facts_of(certificate)),
        newest=newest_of(db(), certificate),
        names=names_of(db(), [certificate.issued_by_id, certificate.revoked_by_id]),
        may_put_right=may_put_name_right(actor(), facts),
        may_take_back=may_take_back(actor(), facts),
        form=form,
    )
