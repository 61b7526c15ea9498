"""The parts that a program may lack (docs/own-program.md), and what belongs to each.

Pages, figures, inputs and columns of inputs name their part where they are declared. What has no
such place is listed here: the columns of figures and files, and the settings.

Points are like a part: their column is there where some track counts them at some time.
"""

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase

from data.settings import words

# `certification`: certificates are shown. `exams`: somebody has to pass one.
PARTS = ("certification", "exams", "nda", "nominations", "benefits", "renewal", "letters")
# Columns of figures and snapshot files; a column means the same wherever it is.
_COLUMNS = {
    "certification": ("certification", "certification_level", "valid_until"),
    "exams": ("deadline", "failed_attempts", "attempts_left", "exam_reason"),
    "renewal": ("renewal_stage",),
    "points": ("points", "how_many", "counts"),
}
# Rules of queries/rules: without their part, they give no rows.
_RULES = {
    "certification": ("certification_status",),
    "exams": ("certification_risk", "exam_reason"),
    "nominations": ("nominees",),
    "benefits": ("benefit_state",),
    "renewal": ("renewal_stage", "blocker"),
}
# Benefits of programs with the part only, even where the standard list names them.
_BENEFITS = {"certification": ("exam_voucher",)}
_OF_NDA = {"awaiting_nda"}
# Words of the rules that a program without the part does not say, unless they mean more.
_WORDS: dict[str, Iterable[str]] = {
    "certification": words.SHOWN_CERTIFICATION,
    "exams": words.CERTIFICATION_STATUSES,
    "nda": _OF_NDA,
    "nominations": words.NOMINEE_STAGES,
    "benefits": words.BENEFIT_STATES,
    "renewal": words.RENEWAL_STAGES,
}
_SETTINGS = {
    "certification": ("parts.certification", "certification.*"),
    "exams": (
        "certification.qualifying_from",
        "certification.exam_months",
        "certification.attempts",
    ),
    "nda": ("membership.nda",),
    "nominations": ("parts.nominations", "nominations.*"),
    "benefits": ("parts.benefits", "benefits.*"),
    "renewal": ("parts.renewal", "renewal.*"),
    "letters": ("parts.letters", "letters.*"),
}


def parts_of(certification: str, nda: str, others: Mapping[str, object]) -> frozenset[str]:
    """The parts of a program with these settings."""
    has = dict(others) | {
        "certification": certification != "off",
        "exams": certification == "required",
        "nda": nda != "off",
    }
    return frozenset(part for part in PARTS if has[part])


def lacking_columns(parts: Iterable[str]) -> frozenset[str]:
    """The columns that are nowhere when a program has no more than `parts`."""
    return frozenset(name for part in _lacking(parts, _COLUMNS) for name in _COLUMNS[part])


def lacking_rules(parts: Iterable[str]) -> frozenset[str]:
    """The rules that give no rows when a program has no more than `parts`."""
    return frozenset(name for part in _lacking(parts, _RULES) for name in _RULES[part])


def without_lacking_benefits(standard: Iterable[str], parts: Iterable[str]) -> list[str]:
    """Standard benefits without those that are none when a program has no more than `parts`."""
    lacking = {name for part in _lacking(parts, _BENEFITS) for name in _BENEFITS[part]}
    return [name for name in standard if name not in lacking]


def lacking_words(parts: Iterable[str]) -> frozenset[str]:
    """The words of the rules that nobody reads when a program has no more than `parts`."""
    lacking = {word for part in _lacking(parts, _WORDS) for word in _WORDS[part]}
    of_parts = {word for part in _WORDS.keys() & set(parts) for word in _WORDS[part]}
    of_all = {*words.LEVELS, *words.RISKS, *words.MEMBER_STATUSES} - _OF_NDA
    return frozenset(lacking - of_parts - of_all)


def is_lacking_setting(key: str, parts: Iterable[str]) -> bool:
    """Whether the setting `key` is about a part that is not one of `parts`."""
    lacking = _lacking(parts, _SETTINGS)
    return any(fnmatchcase(key, pattern) for part in lacking for pattern in _SETTINGS[part])


def _lacking(parts: Iterable[str], declared: Mapping[str, Iterable[str]]) -> list[str]:
    return [part for part in declared if part not in set(parts)]
