"""The words that a profile is made of: topics, ways to be in touch, times, characteristics."""

from __future__ import annotations

from app.post.rules.tongues import mark

# What people offer, and what they would like: the same list, so that the two can meet.
TOPICS = {
    "listening": "A good listener",
    "finding_my_feet": "Finding my feet in something new",
    "meeting_people": "Meeting people where I live",
    "speaking_up": "Speaking up in a meeting or group",
    "starting_something": "Starting something with neighbours",
    "how_practices_work": "How a GP practice works",
    "how_communities_work": "How things get done in a community",
    "money_and_forms": "Money, forms and letters",
    "computers_and_phones": "Computers and phones",
    "moving_and_outdoors": "Being active and out of doors",
    "food_and_growing": "Cooking and growing food",
    "making_and_music": "Making things, art or music",
    "living_with_a_condition": "Living well with a health condition",
    "caring": "Looking after somebody",
    "work_and_learning": "Work, volunteering and learning",
    "leading_change": "Changing how a team works",
}

CONTACT_MODES = {
    "in_person": mark("Face to face"),
    "phone": mark("By phone"),
    "video": mark("By video call"),
    "text": mark("By text message"),
}
IN_PERSON = "in_person"

DAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
PARTS = {"morning": "morning", "afternoon": "afternoon", "evening": "evening"}
# Times of a week, such as `mon_morning`, in their order.
TIMES = {
    f"{day}_{part}": f"{day_name} {part_name}"
    for day, day_name in DAYS.items()
    for part, part_name in PARTS.items()
}

# What somebody may have in common with another. Nobody is asked; whoever likes may say it.
CHARACTERISTICS = {
    "carer": "I look after somebody",
    "long_term_condition": "I live with a long-term condition",
    "disabled": "I am disabled",
    "neurodivergent": "My mind works differently, such as autism or ADHD",
    "mental_health": "I know hard times with my mental health",
    "recovery": "I am in recovery",
    "bereaved": "I have lost somebody close",
    "parent": "I bring up children",
    "lone_parent": "I bring up children on my own",
    "came_from_elsewhere": "I came to live in this country from another one",
    "minority": "I belong to a minority ethnic community",
    "faith": "My faith matters to me",
    "lgbtq": "I am LGBTQ+",
    "veteran": "I have served in the forces",
    "care_experienced": "I have been in care",
    "under_25": "I am younger than 25",
    "over_65": "I am older than 65",
}

# Whose wishes a matching begins with, and whom it then asks.
PROPOSES = "proposes"
ANSWERS = "answers"
SIDES = {
    PROPOSES: "Start with my wishes",
    ANSWERS: "Start with the wishes of others",
}
# The standings for which a form suggests the first; everybody may choose the other.
PROPOSING_STANDINGS = frozenset({"community_health_creator", "lived_experience"})

OPEN_TO_MATCHING = "open"
RESTING = "resting"

NOT_AGAIN = "not_again"
LINE_MANAGEMENT = "line_management"

MOST_CHOICES = 5
MOST_CAPACITY = 5
LONGEST_WORDS = 500
FARTHEST_KM = 200
