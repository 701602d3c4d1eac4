"""OpenID Connect with code, PKCE, state and nonce; every claim is checked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from app.gateways.oidc.web import OneHost
from app.gateways.ports.provider import ProviderRefuses, Trip, Vouched
from app.kit.provider_settings import ProviderSettings

SCOPE = "openid email profile"
# Signed with a key that only the service has. Never "none", nor one that we would know too.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384"]
# Seconds by which its clock may be wrong.
LEEWAY = 60
LONGEST_SUBJECT = 255
LONGEST_LABEL = 200


class OpenIdProvider:
    """The service that the settings name."""

    def __init__(self, settings: ProviderSettings) -> None:
        self._settings = settings
        self._web = OneHost(settings.issuer)

    @property
    def name(self) -> str:
        """What people call it."""
        return self._settings.name

    @property
    def issuer(self) -> str:
        """Its own address."""
        return self._settings.issuer

    def way_there(self, trip: Trip) -> str:
        """The address to which the browser goes. One question to the service.

        Raises: ProviderAway, ProviderRefuses.
        """
        endpoint = self._web.check(self._metadata()["authorization_endpoint"])
        client = OAuth2Session(self._settings.client_id, scope=SCOPE, redirect_uri=trip.back)
        url, _ = client.create_authorization_url(
            endpoint,
            state=trip.state,
            nonce=trip.nonce,
            code_challenge=create_s256_code_challenge(trip.verifier),
            code_challenge_method="S256",
        )
        return str(url)

    def vouched(self, trip: Trip, code: str, *, now: datetime) -> Vouched:
        """For whom the service vouches. Three questions to the service.

        Raises: ProviderAway, ProviderRefuses.
        """
        metadata = self._metadata()
        fields = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": trip.back,
            "code_verifier": trip.verifier,
        }
        us = (self._settings.client_id, self._settings.client_secret)
        answer = self._web.post(str(metadata["token_endpoint"]), fields, us)
        keys = self._web.get(str(metadata["jwks_uri"]))
        claims = self._claims(answer, keys, trip, now)
        return _vouched(claims)

    def _metadata(self) -> dict[str, Any]:
        address = self.issuer.rstrip("/") + "/.well-known/openid-configuration"
        found = self._web.get(address)
        if found.get("issuer") != self.issuer:
            raise ProviderRefuses("another issuer")
        if not {"authorization_endpoint", "token_endpoint", "jwks_uri"} <= found.keys():
            raise ProviderRefuses("not all addresses")
        return found

    def _claims(
        self, answer: dict[str, Any], keys: dict[str, Any], trip: Trip, now: datetime
    ) -> dict[str, Any]:
        try:
            known = KeySet.import_key_set(keys)  # type: ignore[arg-type]
            token = jwt.decode(str(answer.get("id_token", "")), known, algorithms=ALGORITHMS)
            checked = CodeIDToken(
                *(token.claims, token.header),
                options={
                    "iss": {"essential": True, "value": self.issuer},
                    "aud": {"essential": True, "value": self._settings.client_id},
                },
                params={
                    "nonce": trip.nonce,
                    "client_id": self._settings.client_id,
                    "access_token": answer.get("access_token"),
                },
            )
            checked.validate(now=int(now.timestamp()), leeway=LEEWAY)
        except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise ProviderRefuses(type(error).__name__) from None
        return dict(token.claims)


def _vouched(claims: dict[str, Any]) -> Vouched:
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT or "\0" in subject:
        raise ProviderRefuses("no subject")
    email, name = claims.get("email"), claims.get("name")
    email = email if isinstance(email, str) and len(email) <= LONGEST_LABEL else ""
    name = name if isinstance(name, str) else ""
    is_checked = claims.get("email_verified") is True
    label = "".join(mark for mark in email or name if mark.isprintable())[:LONGEST_LABEL]
    return Vouched(subject, email if is_checked else "", label)
