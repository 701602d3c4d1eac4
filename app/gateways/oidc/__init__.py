"""Signing in with another service's account, by OpenID Connect."""

from __future__ import annotations

from app.gateways.oidc.provider import OpenIdProvider
from app.gateways.ports.provider import Provider
from app.kit.provider_settings import ProviderSettings


def provider_for(settings: ProviderSettings | None) -> Provider | None:
    """The service that the settings name."""
    return OpenIdProvider(settings) if settings else None
