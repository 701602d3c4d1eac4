"""What is asked of passkeys and what they answer (WebAuthn), without our tables.

Their owner always shows the passkey that it is them: by finger, face or PIN. So it is two steps.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import UUID

from app.kit.later import Later
from app.people.codes import SERVICE
from app.people.errors.second_steps import PasskeyRefused

if TYPE_CHECKING:
    import webauthn
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor
else:
    webauthn = Later("webauthn")


@dataclass(frozen=True)
class Site:
    """For which site passkeys are: its host, and the address at which pages are open."""

    host: str
    origin: str

    @classmethod
    def at(cls, base_url: str) -> Site:
        """The site with this address."""
        parts = urlsplit(base_url)
        return cls(parts.hostname or "", f"{parts.scheme}://{parts.netloc}")


@dataclass(frozen=True)
class Made:
    """A new passkey."""

    credential_id: bytes
    public_key: bytes
    sign_count: int


def ask_to_make(
    site: Site, person_id: UUID, account: str, challenge: bytes, known: Sequence[bytes]
) -> str:
    """What the browser needs to make a passkey, as JSON; `known` are those there are already."""
    structs = webauthn.helpers.structs
    options = webauthn.generate_registration_options(
        rp_id=site.host,
        rp_name=SERVICE,
        user_id=person_id.bytes,
        user_name=account,
        user_display_name=account,
        challenge=challenge,
        exclude_credentials=_named(known),
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
    )
    return webauthn.options_to_json(options)


def made(site: Site, challenge: bytes, answer: str) -> Made:
    """The passkey that a browser made for this question.

    Raises: PasskeyRefused.
    """
    try:
        found = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except _no_answer():
        raise PasskeyRefused from None
    return Made(found.credential_id, found.credential_public_key, found.sign_count)


def ask_to_show(site: Site, challenge: bytes, known: Sequence[bytes]) -> str:
    """What the browser needs to show a passkey, as JSON; without `known` any for this site."""
    options = webauthn.generate_authentication_options(
        rp_id=site.host,
        challenge=challenge,
        allow_credentials=_named(known),
        user_verification=webauthn.helpers.structs.UserVerificationRequirement.REQUIRED,
    )
    return webauthn.options_to_json(options)


def which(answer: str) -> bytes:
    """The id of the passkey that answers.

    Raises: PasskeyRefused.
    """
    try:
        return webauthn.base64url_to_bytes(json.loads(answer)["rawId"])
    except _no_answer():
        raise PasskeyRefused from None


def shown(site: Site, challenge: bytes, answer: str, public_key: bytes, count: int) -> int:
    """Check an answer of a known passkey; how often it says it was used by now.

    Raises: PasskeyRefused, also when it says less than before, as a copy would.
    """
    try:
        found = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=public_key,
            credential_current_sign_count=count,
            require_user_verification=True,
        )
    except _no_answer():
        raise PasskeyRefused from None
    return found.new_sign_count


def _named(known: Sequence[bytes]) -> list[PublicKeyCredentialDescriptor]:
    return [webauthn.helpers.structs.PublicKeyCredentialDescriptor(id=one) for one in known]


def _no_answer() -> tuple[type[Exception], ...]:
    """What the library raises for what is no answer at all."""
    return (
        webauthn.helpers.exceptions.WebAuthnException,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        OverflowError,
        RecursionError,
    )
