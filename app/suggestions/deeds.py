"""What people do with suggestions for the course, as the record says it.

Names under suggestions can be left out, so that programme leads do not read here whose they are.
"""

from __future__ import annotations

from app.kit.deeds import Deeds, own, people

DEEDS: Deeds = {
    "answer": people("answered a suggestion"),
    "ask": own("suggested a change to a page"),
    "enter": own("entered a suggestion", whom="person"),
    "take_name": own("took a name away from a suggestion"),
    "withdraw": own("took back a suggestion"),
}
