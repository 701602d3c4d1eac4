"""Reads of the library; each says how many statements it costs."""

from app.library.queries.guides import GuidePage, GuideRow, guide_page, guides_of
from app.library.queries.shelves import CasePage, OnShelf, case_page, shelf_counts, shelf_of

__all__ = [
    "CasePage",
    "GuidePage",
    "GuideRow",
    "OnShelf",
    "case_page",
    "guide_page",
    "guides_of",
    "shelf_counts",
    "shelf_of",
]
