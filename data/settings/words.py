"""The words that the rules give to people, tracks and rows, and what follows from each word.

They are part of the program, not settings: a rule in queries/rules decides which word applies, and
docs/rules.md says when. What follows from a word is said here and stored in a `rule_*` table, so
that no query repeats it. Each list is in its order: best first, or earliest first.
"""

from collections.abc import Mapping, Sequence, Set

_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)
Words = dict[str, dict[str, object]]  # word -> the further columns of its row


def label(word: str) -> str:
    """The word as people read it: `on_track` is "on track"."""
    return word.replace("_", " ")


def any_track(tracks: Sequence[str]) -> str:
    """What is enough for an MVP without a commitment: "any one of the four tracks"."""
    if len(tracks) == 1:
        return f"the track {tracks[0]}"
    return f"any one of the {_NUMBERS[len(tracks)]} tracks"


def chance_in_words(chance: object) -> str:
    """A chance from 0 to 1 in percent: 0 % and 100 % are certain, others are never rounded to them.

    The rule `chances` gives exactly 0 and 1 for what is certain only.
    """
    number = float(str(chance))
    percent = round(number * 100)
    if 0 < number < 1 and percent in (0, 100):
        return ">99 %" if percent else "<1 %"
    return f"{percent} %"


def _words(*words: str, **columns: Set[str] | Mapping[str, str]) -> Words:
    """Each word with the columns of its row.

    A column is a set of the words for which it is true, or a mapping: null for words not in it.
    """
    return {
        word: {
            name: column.get(word) if isinstance(column, Mapping) else word in column
            for name, column in columns.items()
        }
        for word in words
    }


# Section 4. No page shows a level by its color alone: the sign is beside it.
LEVELS = _words(
    "ahead",
    "on_track",
    "unknown",
    "behind",
    "off_track",
    is_on_track={"ahead", "on_track"},
    sign={"ahead": "▲", "on_track": "●", "unknown": "?", "behind": "▽", "off_track": "▼"},
)

# Section 5.
MEMBER_STATUSES = _words(
    "upcoming", "awaiting_nda", "active", "left", is_member={"awaiting_nda", "active"}
)

# Section 6. `needs_exam`: no qualifying certificate is valid. `risk` is from section 7: an urgent
# status has it always, another one when its day due is on or before the next checkpoint.
CERTIFICATION_STATUSES = _words(
    "certified",
    "expiring",
    "exam_due",
    "second_chance",
    "expired",
    "overdue",
    "failed_twice",
    "unknown",
    needs_exam={"exam_due", "second_chance", "expired", "overdue", "failed_twice"},
    risk={
        "expiring": "medium",
        "exam_due": "medium",
        "second_chance": "medium",
        "expired": "medium",
        "overdue": "high",
        "failed_twice": "out_of_reach",
    },
    is_urgent={"overdue", "failed_twice"},
)

# The same, in a program where certificates are shown and nobody has to pass.
SHOWN_CERTIFICATION = _words(
    "certified",
    "expiring",
    "expired",
    "none",
    "unknown",
    needs_exam=set(),
    risk={},
    is_urgent=set(),
)

# Section 7. `needs_call`: somebody should talk to the MVP.
RISKS = _words(
    "met",
    "low",
    "unknown",
    "medium",
    "high",
    "out_of_reach",
    is_at_risk={"high", "out_of_reach"},
    needs_call={"medium", "high", "out_of_reach"},
)

# Section 8. While a decision is pending, the MVP has met the goals and may decide to extend.
RENEWAL_STAGES = _words(
    "on_course",
    "at_risk",
    "goals_met",
    "goals_missed",
    "blocked",
    "to_invite",
    "invited",
    "extending",
    "renewed",
    "stepping_down",
    "lapsed",
    "unknown",
    "left",
    is_decision_pending={"to_invite", "invited"},
)

# Section 9.
NOMINEE_STAGES = _words("nominated", "in_feedback", "selected", "onboarding", "mvp", "not_selected")

# Section 10.
BENEFIT_STATES = _words("granted", "missing", "to_revoke")

# Section 2: why a contribution does not count, in plain words; of a kind, pages say which do count.
NOT_COUNTED = _words(
    *("before_start", "after_leaving", "between_spells", "between_years"),
    *("kind", "own_question", "repeat"),
    explanation={
        "before_start": "from before the first day in the program",
        "after_leaving": "from after the last day in the program",
        "between_spells": "from between two times in the program",
        "between_years": "from a day between two program years",
        "kind": "its kind does not count",
        "own_question": "an answer to a question of one's own",
        "repeat": "the same address counted before",
    },
)

# Section 19.
PATTERNS = _words(
    *("like_titles", "shared_titles", "burst", "same_asker", "repeated_claim", "shared_claim"),
    explanation={
        "like_titles": "its title is much like that of another one",
        "shared_titles": "somebody else has one with the same title",
        "burst": "several within minutes",
        "same_asker": "many answers to one person",
        "repeated_claim": "said to be missing, and much like what is there",
        "shared_claim": "said to be missing, and somebody else has the same address",
    },
)

# Every list: within one, no two words have the same label.
LISTS = (
    *(LEVELS, MEMBER_STATUSES, CERTIFICATION_STATUSES, SHOWN_CERTIFICATION, RISKS),
    *(RENEWAL_STAGES, NOMINEE_STAGES, BENEFIT_STATES, NOT_COUNTED),
)
