"""A certificate as an Open Badge 3.0: a credential that other sites can check by its signature.

Sources: 1EdTech, Open Badges Specification 3.0 (https://www.imsglobal.org/spec/ob/v3p0/): an
AchievementCredential has @context (the two below, in this order), id, type (VerifiableCredential
and OpenBadgeCredential), issuer (a Profile), validFrom and credentialSubject (an
AchievementSubject with an id or an identifier, and an Achievement with id, type, name, description
and criteria). Section 8.2 on JSON Web Tokens: the members of the credential are those of the
token, beside iss, jti, nbf, and sub where the subject has an id; the header's `kid` is an address
at which the public key is found. W3C, Verifiable Credentials Data Model 2.0 and Bitstring Status
List 1.0: a list of at least 131,072 bits, packed with gzip, in base64url with a `u` in front.
"""

from __future__ import annotations

import gzip
import warnings
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from app.certificates.rules.codes import said
from app.certificates.rules.keys import BadgeKeys, address_of
from app.certificates.rules.states import ISSUER
from app.kit.later import Later
from app.kit.times import say_length

if TYPE_CHECKING:
    from joserfc import jwt
else:
    jwt = Later("joserfc.jwt")

# The newer name of the same algorithm (RFC 9864) is known to few of those who check badges.
ALGORITHM = "EdDSA"
warnings.filterwarnings("ignore", message="EdDSA is deprecated")

VC_CONTEXT = "https://www.w3.org/ns/credentials/v2"
BADGE_CONTEXT = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
LIST_BITS = 131_072
# Milliseconds for which whoever checks may keep the list: a new badge is in it at once.
LIST_KEPT = 300_000


@dataclass(frozen=True)
class BadgeFacts:
    """What a badge says; `place` is the certificate's own in the list of what does not count."""

    code: str
    name: str
    hides_name: bool
    course: str
    edition_key: str
    modules: int
    minutes: int
    issued_at: datetime
    place: int


def issuer_of(site: str) -> dict[str, Any]:
    """Who issues badges, as a Profile."""
    return {"id": f"{site}/badges/issuer", "type": ["Profile"], "name": ISSUER, "url": site}


def achievement_of(key: str, course: str, site: str) -> dict[str, Any]:
    """What a badge is for, as an Achievement."""
    return {
        "id": f"{site}/badges/achievements/{key}",
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "name": course,
        "description": f"Somebody went through all of the course “{course}”.",
        "criteria": {
            "narrative": "Every step of every module of the course is done. There is no exam."
        },
    }


def credential_of(facts: BadgeFacts, site: str) -> dict[str, Any]:
    """The credential of a certificate, without its signature."""
    number, index = divmod(facts.place - 1, LIST_BITS)
    of_list = f"{site}/badges/status/{number + 1}"
    return {
        "@context": [VC_CONTEXT, BADGE_CONTEXT],
        "id": f"{site}/certificates/{said(facts.code)}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": facts.course,
        "description": f"{facts.modules} modules, {say_length(facts.minutes)} of learning.",
        "issuer": issuer_of(site),
        "validFrom": _moment(facts.issued_at),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [_identity(facts)],
            "achievement": achievement_of(facts.edition_key, facts.course, site),
        },
        "credentialStatus": {
            "id": f"{of_list}#{index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(index),
            "statusListCredential": of_list,
        },
    }


def status_list(number: int, valid: Iterable[int], site: str, now: datetime) -> dict[str, Any]:
    """The list that says which badges do not count: every one but those at the `valid` places.

    So what was erased does not count either, and nobody needs to remember that it was there.
    """
    bits = bytearray(b"\xff" * (LIST_BITS // 8))
    for place in valid:
        index = (place - 1) % LIST_BITS
        # The first bit of a byte is its highest.
        bits[index // 8] &= ~(0x80 >> index % 8) & 0xFF
    packed = urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).decode().rstrip("=")
    address = f"{site}/badges/status/{number}"
    return {
        "@context": [VC_CONTEXT],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": f"{site}/badges/issuer",
        "validFrom": _moment(now),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": f"u{packed}",
            "ttl": LIST_KEPT,
        },
    }


def signed(credential: dict[str, Any], keys: BadgeKeys, site: str) -> str:
    """The credential as a signed token (VC-JWT); the same credential and key give the same."""
    issuer = credential["issuer"]
    began = datetime.fromisoformat(credential["validFrom"])
    claims = {
        **credential,
        "iss": issuer if isinstance(issuer, str) else issuer["id"],
        "jti": credential["id"],
        "nbf": int(began.timestamp()),
    }
    header = {"alg": ALGORITHM, "typ": "JWT", "kid": address_of(keys.signing, site)}
    return jwt.encode(header, claims, keys.signing, algorithms=[ALGORITHM])


def _identity(facts: BadgeFacts) -> dict[str, Any]:
    """Whose it is: by name, or as a hash that only whoever knows the name can compare."""
    plain = {"type": "IdentityObject", "identityType": "name"}
    if not facts.hides_name:
        return {**plain, "hashed": False, "identityHash": facts.name}
    salt = sha256(f"salt {facts.code}".encode()).hexdigest()[:16]
    hashed = sha256(f"{facts.name}{salt}".encode()).hexdigest()
    return {**plain, "hashed": True, "identityHash": f"sha256${hashed}", "salt": salt}


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
