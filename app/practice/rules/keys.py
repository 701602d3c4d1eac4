"""The places that are part of each seal; all is sealed with the person's own key."""

from __future__ import annotations

NAME = "plumbline.name"
