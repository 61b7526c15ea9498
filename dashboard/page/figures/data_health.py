"""The figures of the page Data health."""

from dashboard.page.figures import Figure

TABS = {
    "people": "People and accounts",
    "rows": "Rows to fix",
    "patterns": "Patterns",
    "builds": "Files and builds",
}
HEADLINE = Figure("data_health/headline", "Whether the numbers can be trusted, in one sentence")
WARNINGS = Figure(
    "data_health/warnings",
    "Warnings, with what they mean and what to do",
    empty="There is nothing to warn about.",
    needs=(
        "contributions",
        "accepted",
        "commitments",
        "certifications",
        "renewals",
        "nominations",
        "feedback",
        "benefits",
        "nda",
    ),
)
# For each warning: what has it, what it means, and what to do.
SENTENCES = {
    "stale": (
        "Tracks with old data",
        "Nobody is flagged on them.",
        "Export them again, or enter in sources up to when they are complete.",
    ),
    "rejected": (
        "Rejected rows",
        "They are in no figure.",
        "Fix them in their files as “Rows to fix” below says, and build again.",
    ),
    "unknown_people": (
        "Rows of unknown people",
        "They are in no figure.",
        "If one of them is an MVP, correct the mvp_id or add the MVP; “People and accounts” below "
        "lists them.",
    ),
    "unmapped": (
        "Rows not used: words without a meaning",
        "Their mappings do not say what these words mean.",
        "Add the words to the mappings as “Rows to fix” below says, and build again.",
    ),
    "without_account": (
        "Commitments without a linked account",
        "No export that feeds the track knows the MVP, so nothing done there counts.",
        "`python -m data accounts` proposes whose accounts they are; enter them in accounts.",
    ),
    "contradictory": (
        "Contradictory rows",
        "They are used as far as they make sense; “Rows to fix” below says how.",
        "Correct them in their files, and build again.",
    ),
    "foreign_letters": (
        "Files not in Unicode",
        "They were read as Windows-1252, so some letters may be wrong.",
        "Check names with accents; a spreadsheet can save files as CSV UTF-8.",
    ),
    "replaced": (
        "Replaced rows",
        "A later file corrects them.",
        "There is nothing to do if the corrections are intended.",
    ),
    "uncommitted": (
        "MVPs without a commitment",
        "They are judged by their best track.",
        "Enter their tracks in commitments.",
    ),
    "unlinked": (
        "Selected nominees without an MVP",
        "They never move on to onboarding.",
        "Enter their mvp_id in nominations.",
    ),
}
REACH = Figure(
    "data_health/reach",
    "How far the data reaches",
    "Where a track's data is too old, its figures are shown but nobody is flagged on them.",
    empty="No track is set up.",
    columns=("track", "says", "complete_until", "days_old", "days_allowed", "complete_from"),
)
NO_COMMITMENT_FINDING = Figure(
    "data_health/no_commitment_finding", "How many have no commitment, in one sentence"
)
NO_COMMITMENT = Figure(
    "data_health/no_commitment",
    "Without a commitment this year",
    "They are judged by the best of all tracks until a commitment is recorded.",
    empty="Every active MVP has committed to a track.",
    needs=("commitments", "active MVPs"),
    columns=("name", "team", "entered_on"),
    finding=NO_COMMITMENT_FINDING.query,
)
UNLINKED = Figure(
    "data_health/unlinked",
    "Selected, but not linked to an MVP",
    "Nominees who were selected, without the MVP they became.",
    empty="No selected nominee is without an MVP.",
    needs=("nominations", "decided nominees"),
    parts=("nominations",),
    columns=("nominee_name", "nominee_email"),
)
UNKNOWN_PEOPLE = Figure(
    "data_health/unknown_people",
    "Ids of unknown people",
    "Ids in the files that nobody in them has, with the number of rows of each. These "
    "rows are rejected. Raw exports name people by account; the next table has these.",
    empty="Every id in the files is that of somebody in them. Raw exports name people by "
    "account; the next table has the accounts that are linked to nobody.",
    columns=("value", "times", "file", "line"),
)
STRANGERS = Figure(
    "data_health/strangers",
    "Accounts that are linked to nobody",
    "Accounts in raw exports that belong to no MVP as far as accounts says; most are of people "
    "outside the program. Their rows are in no figure, and are not rejected. "
    "`python -m data accounts` proposes whose they may be.",
    empty="Every account in the raw exports is linked to an MVP.",
    columns=("source", "account", "times", "first_on", "last_on", "example", "note"),
)
COVERAGE = Figure(
    "data_health/coverage",
    "What the sources cover",
    "Who has committed to a track and is known to none of its sources may lack an account there. "
    "A gap is much longer than the usual pause: rows may be missing from the export.",
    empty="No raw file feeds a track: all contributions are from contract files.",
    columns=(
        "track",
        "sources",
        "committed_mvps",
        "linked_mvps",
        "newest_on",
        "gaps",
        "largest_gap",
    ),
)
CONTRADICTIONS = Figure(
    "data_health/contradictions",
    "Rows that contradict themselves or others",
    "They are used as “What to do” says. Correct them in their files and build again.",
    empty="No row contradicts itself or another one.",
    columns=("fault", "value", "hint", "file", "line", "times"),
    first_rows=10,
)
UNMAPPED = Figure(
    "data_health/unmapped",
    "Words without a meaning",
    "Rows of raw exports that are not used, because the values of their mapping do not name a word "
    "in them. Add it to the key that the table names and build again.",
    empty="Every word in a raw export that needs a meaning has one.",
    columns=("source", "column", "word", "rows", "hint", "file", "line"),
)
NOT_READ = Figure(
    "data_health/not_read",
    "Raw exports that were not read",
    "None of their rows is in a figure.",
    empty="Every raw export was read.",
    columns=("file", "source", "hint"),
)
REASONS = Figure(
    "data_health/reasons",
    "Why rows were rejected",
    "One row per mistake, however often it was made.",
    empty="No row was rejected.",
    columns=("fault", "times", "hint", "file", "column"),
)
REJECTS = Figure(
    "data_health/rejects",
    "Rejected rows",
    "Fix them in their files and build again. The download is the build's rejects.csv.",
    empty="There is no row to fix.",
    columns=("file", "line", "column", "value", "reason", "hint"),
)
PATTERNS = Figure(
    "data_health/patterns",
    "What a person may look at",
    "Contributions that may be one thing entered twice, in groups. Nothing follows from them.",
    empty="Nothing is found.",
    columns=("name", "group_number", "title", "day", "track", "kind", "url"),
    first_rows=10,
    parameters={"pattern": "like_titles"},  # one of those that are on
)
FILES_FINDING = Figure("data_health/files_finding", "How many rows are good, in one sentence")
FILES = Figure(
    "data_health/files",
    "Files that were read",
    "Each row that was read is in one of the columns after it, replaced rows in good as well: they "
    "are good rows that correct an earlier file.",
    empty="No file was read.",
    columns=(
        "file",
        "input",
        "rows_read",
        "good",
        "rejected",
        "collapsed",
        "replaced",
        "superseded",
        "repeats",
        "strangers",
        "left_out",
        "unmapped",
        "adds_up",
    ),
    finding=FILES_FINDING.query,
)
BUILDS = Figure(
    "data_health/builds",
    "Latest builds",
    "The newest first, each with its change from the one before.",
    empty="There is no build.",
    columns=(
        "built_at",
        "as_of",
        "rows_read",
        "rows_change",
        "rejected",
        "mvps",
        "mvps_change",
        "flags",
        "flags_change",
        "build_id",
    ),
)
BUILD = Figure(
    "data_health/build",
    "This build",
    "The build you are looking at.",
    empty="There is no build.",
    columns=("fact", "says"),
)
