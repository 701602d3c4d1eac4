"""The press: documents and booklets printed as tagged PDF/UA-1 by typst, with our own fonts."""

from app.gateways.press.press import TypstBookletPress, TypstPress

__all__ = ["TypstBookletPress", "TypstPress"]
