"""A person's own certificates."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.certificates.actions.own import ask_for_new_name, hide_name, note_seen
from app.certificates.models import Certificate
from app.certificates.policy import may_have
from app.certificates.queries.own import newest_of, own_certificate, own_certificates
from app.certificates.queries.sheets import facts_of
from app.certificates.rules.sheet import figures
from app.certificates.views.blueprint import bp
from app.certificates.views.paper import printed
from app.web.context import actor, db, now
from app.web.guard import guard, signed_in

ONE = "/account/certificates/<uuid:certificate_id>"


@bp.get("/account/certificates")
@signed_in
def own() -> ResponseReturnValue:
    """The actor's certificates."""
    return render_template("certificates/own.html", certificates=own_certificates(db(), actor()))


@bp.get(ONE)
@guard(own_certificate, may_have)
def own_one(certificate: Certificate) -> ResponseReturnValue:
    """What a certificate says, what became of it, and what its person can do with it."""
    note_seen(db(), certificate, now=now())
    return render_template(
        "certificates/own_one.html",
        certificate=certificate,
        figures=figures(facts_of(certificate)),
        newest=newest_of(db(), certificate),
    )


@bp.get(f"{ONE}.pdf")
@guard(own_certificate, may_have)
def own_pdf(certificate: Certificate) -> ResponseReturnValue:
    """The certificate on paper."""
    return printed(certificate)


@bp.post(f"{ONE}/hidden-name")
@guard(own_certificate, may_have)
def hide_own_name(certificate: Certificate) -> ResponseReturnValue:
    """Let the public page show the name, or only say whether a typed name is right."""
    hidden = request.form.get("hidden") == "yes"
    hide_name(db(), certificate, hidden=hidden)
    flash(
        "Your name is hidden now. Whoever checks your certificate must type it."
        if hidden
        else "Whoever has your certificate and checks it sees your name now."
    )
    return redirect(url_for(".own_one", certificate_id=certificate.id))


@bp.post(f"{ONE}/corrections")
@guard(own_certificate, may_have)
def ask_for_name(certificate: Certificate) -> ResponseReturnValue:
    """Ask for the same certificate with the name as it is now.

    Raises: SameName, NotValid.
    """
    ask_for_new_name(db(), actor(), certificate, now=now())
    flash(
        "You have asked for it. The people who run your group see that on their page of"
        " certificates. You get a letter when it is done."
    )
    return redirect(url_for(".own_one", certificate_id=certificate.id))
