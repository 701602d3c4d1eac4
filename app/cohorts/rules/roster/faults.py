"""Why a row cannot be taken, in sentences for the person who sent the file."""

from __future__ import annotations

from app.people.rules import LONGEST_NAME

LONGEST_ADDRESS = 500


class RowFault(ValueError):  # noqa: N818 - the field's word is fault
    """The row names nobody whom we can invite; the message is the sentence."""


NO_NAME = "There is no name in this row."
LONG_NAME = f"The name is too long. Use at most {LONGEST_NAME} characters."
FORMULA = "The name begins like a formula. Write the name itself."
NO_WAY = (
    "There is no e-mail address, phone number or address in this row, so nobody can reach them."
)
LONG_ADDRESS = f"The address is too long. Use at most {LONGEST_ADDRESS} characters."
NO_EMAIL = "They are to be reached by e-mail, but there is no e-mail address in this row."
NO_PHONE = "They are to be reached by phone or text, but there is no phone number in this row."
NO_POST = (
    "They are to be reached on paper, but this row does not say where. Write an address, or "
    "words such as “at the front desk”."
)
NO_MOBILE = "Texts go to mobile numbers only, and this number is not one. Choose a phone call."
FACILITATOR = (
    "A list makes nobody a facilitator. Ask a programme lead, or leave the role empty to invite "
    "them to take part."
)
