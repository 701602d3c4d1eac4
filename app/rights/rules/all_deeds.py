"""What people do in all rooms, as the record says it."""

from __future__ import annotations

from app.certificates.deeds import DEEDS as CERTIFICATES
from app.cohorts.deeds import DEEDS as COHORTS
from app.correspondence.deeds import DEEDS as CORRESPONDENCE
from app.gatherings.deeds import DEEDS as GATHERINGS
from app.helping.deeds import DEEDS as HELPING
from app.insights.deeds import DEEDS as INSIGHTS
from app.kit.deeds import Deed, Deeds
from app.mentoring.deeds import DEEDS as MENTORING
from app.outputs.deeds import DEEDS as OUTPUTS
from app.participation.deeds import DEEDS as PARTICIPATION
from app.people.deeds import BESIDES as PEOPLE_BESIDES
from app.people.deeds import DEEDS as PEOPLE
from app.post.deeds import DEEDS as POST
from app.practice.deeds import DEEDS as PRACTICE
from app.preview.deeds import DEEDS as PREVIEW
from app.progress.deeds import DEEDS as PROGRESS
from app.reflections.deeds import DEEDS as REFLECTIONS
from app.rights.deeds import BESIDES as RIGHTS_BESIDES
from app.rights.deeds import DEEDS as RIGHTS
from app.suggestions.deeds import DEEDS as SUGGESTIONS


def _all_of(rooms: dict[str, Deeds]) -> Deeds:
    return {f"{room}.{name}": deed for room, deeds in rooms.items() for name, deed in deeds.items()}


# What is done at an address, by the name of its view.
BY_ADDRESS = _all_of(
    {
        "certificates": CERTIFICATES,
        "cohorts": COHORTS,
        "correspondence": CORRESPONDENCE,
        "gatherings": GATHERINGS,
        "helping": HELPING,
        "insights": INSIGHTS,
        "mentoring": MENTORING,
        "outputs": OUTPUTS,
        "participation": PARTICIPATION,
        "people": PEOPLE,
        "post": POST,
        "practice": PRACTICE,
        "preview": PREVIEW,
        "progress": PROGRESS,
        "reflections": REFLECTIONS,
        "rights": RIGHTS,
        "suggestions": SUGGESTIONS,
    }
)
BESIDES = _all_of({"people": dict(PEOPLE_BESIDES), "rights": dict(RIGHTS_BESIDES)})
# What the record may say.
WORDS = {key: deed for key, deed in (BY_ADDRESS | BESIDES).items() if isinstance(deed, Deed)}
