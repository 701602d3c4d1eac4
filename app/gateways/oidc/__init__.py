"""Signing in with another service's account, by OpenID Connect.

Its libraries are loaded where a service is named alone, since they are heavy.
"""

from __future__ import annotations

from app.gateways.ports.provider import Provider
from app.kit.provider_settings import ProviderSettings


def provider_for(settings: ProviderSettings | None) -> Provider | None:
    """The service that the settings name."""
    if settings is None:
        return None
    from app.gateways.oidc.provider import OpenIdProvider  # noqa: PLC0415 - see above

    return OpenIdProvider(settings)
