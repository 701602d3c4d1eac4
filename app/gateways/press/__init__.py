"""The press: a document printed as a tagged PDF/UA-1 by typst, with our own fonts."""

from app.gateways.press.press import TypstPress

__all__ = ["TypstPress"]
