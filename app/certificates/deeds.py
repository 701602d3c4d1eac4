"""What people do in this room, as the record says it."""

from __future__ import annotations

from app.kit.deeds import Deeds, cohort, own, people, unrecorded

DEEDS: Deeds = {
    "ask_for_name": own("asked for another name on a certificate"),
    "check_name": unrecorded("nobody is told that a certificate was checked"),
    "cohort_csv": cohort("took the list of certificates as a file"),
    "cohort_zip": cohort("took all certificates as a file"),
    "hide_own_name": own("said whether a certificate shows a name"),
    "one_pdf": cohort("took a certificate of {whom} as a file", whom="certificate_id"),
    "reissue": cohort("issued a certificate of {whom} again, with another name"),
    "revoke": people("took back a certificate of {whom}"),
    "succeed": people("issued a new certificate to {whom}"),
}
