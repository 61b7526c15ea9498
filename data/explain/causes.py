"""The causes of a difference, in the order in which they apply (docs/rules.md section 16)."""

START = "start"  # the state before the first cause
SETTINGS, DATE, REACH = "settings", "date", "reach"
MEMBERSHIP, COMMITMENTS = "membership", "commitments"
CERTIFICATIONS, LEAVE = "certifications", "leave"
ROWS = ("new", "late", "claimed", "linked", "withdrawn", "accepted", "corrected")
CAUSES = (
    START,
    SETTINGS,
    DATE,
    REACH,
    MEMBERSHIP,
    COMMITMENTS,
    CERTIFICATIONS,
    LEAVE,
    *ROWS,
)
NUMBERS = {cause: number for number, cause in enumerate(CAUSES)}  # also the number of its state

# The tables of an explained MVP, each with the cause that brings that of B. What an MVP
# contributed changes one row at a time.
OF_PEOPLE = {
    "mvps": MEMBERSHIP,
    "spells": MEMBERSHIP,
    "commitments": COMMITMENTS,
    "certifications": CERTIFICATIONS,
    "leaves": LEAVE,
}

LABELS = {  # what people read
    SETTINGS: "rules changed",
    DATE: "time passed",
    REACH: "how far the data reaches",
    MEMBERSHIP: "membership",
    COMMITMENTS: "commitments",
    CERTIFICATIONS: "certifications",
    LEAVE: "leave",
    "new": "new contributions",
    "late": "contributions that arrived late",
    "claimed": "missing contributions, accepted",
    "linked": "contributions linked to this person",
    "withdrawn": "contributions that are no longer there",
    "accepted": "answers marked as accepted or not",
    "corrected": "corrected contributions",
}
