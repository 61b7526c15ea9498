"""program.toml: what the shipped file says, and how a wrong one is refused."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from data.errors import ProgramError
from data.settings.files import PROGRAM_TOML, load
from data.settings.sets import all_rule_tables
from data.settings.text import keys_in, own_lines, settings_line, values
from data.sql.files import names

SHIPPED = PROGRAM_TOML.read_text(encoding="utf-8")


def changed(tmp_path: Path, written: str, instead: str) -> Path:
    """The shipped file with one passage changed."""
    assert SHIPPED.count(written) == 1, f"{written!r} must be once in program.toml"
    path = tmp_path / "program.toml"
    path.write_text(SHIPPED.replace(written, instead), encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(ProgramError) as refused:
        load(path)
    return str(refused.value)


def test_a_build_says_how_many_settings_differ_from_the_standard_program(tmp_path):
    path = tmp_path / "program.toml"
    lines = []
    for text in ("", "[data]\nstale_days = 14", '[letters]\ncontact = "a@b.example"', OWN):
        path.write_text(text)
        lines.append(settings_line(load(path), path))
    assert lines == [
        f"Settings: {path}, no settings differ",
        f"Settings: {path}, no settings differ",
        f"Settings: {path}, 1 setting differs",
        f"Settings: {path}, 5 settings differ",
    ]
    assert settings_line(load(), None) == "Settings: the standard program"


def test_the_settings_that_definitions_shows_can_be_written_to_a_file_as_they_are(tmp_path):
    path, shown = tmp_path / "program.toml", tmp_path / "shown.toml"
    track = '[tracks."open source"]\ncounts = ["patch"]\ncadence_months = 1\nunit = ["a", "b"]\n'
    path.write_text(OWN + track)
    shown.write_text(own_lines(values(load(path))))
    assert '[tracks."open source"]' in shown.read_text().splitlines()
    held, again = values(load(path)), values(load(shown))
    assert again == {key: value for key, value in held.items() if key != "letters.contact"}


OWN = """
[letters]
contact = "a@b.example"
[data]
stale_days = 7
[tracks.forum]
use = false
[levels]
ahead = "3/2"
behind = "1/2"
"""


def test_the_shipped_file_holds_the_numbers_of_the_rules():
    settings = load()
    assert settings.year.checkpoints == [(3, 31), (7, 31), (9, 30), (12, 31)]
    assert settings.commitments.require == "all"
    assert settings.tracks["forum"].min_solution_share == Fraction(1, 3)
    assert [settings.tracks[name].cadence_months for name in ("forge", "content")] == [1, 2]
    assert dict(settings.levels) == {"ahead": Fraction(5, 4), "on_track": 1, "behind": 0.75}
    assert settings.certification.qualifying_from == "professional"
    assert (settings.year.start, settings.year.named_after) == ((1, 1), "end")
    assert (settings.renewal.shown_months, settings.renewal.decide_months) == (2, 1)
    assert settings.data.max_rejected_share == 0.05


def test_the_digest_depends_on_the_settings_and_not_on_the_file(tmp_path):
    commented = changed(tmp_path, "[year]", "# a comment\n\n[year]")
    assert load(commented).digest == load().digest
    other = changed(tmp_path, "stale_days = 14", "stale_days = 15")
    assert load(other).digest != load().digest


def test_the_standard_program_written_out_in_a_file_of_ones_own_is_the_standard_program(tmp_path):
    (path := tmp_path / "own.toml").write_text(SHIPPED, encoding="utf-8")
    assert load(path) == load()
    (path := tmp_path / "empty.toml").write_text("", encoding="utf-8")
    assert load(path) == load()


def test_every_setting_that_sql_needs_is_a_row_of_a_rule_table():
    tables = all_rule_tables(load())
    assert set(tables) == {name for name in names("schema") if name.startswith("rule_")}
    rows = {name: len(rows) for name, rows in tables.items()}
    assert rows["rule_settings"] == 1
    assert rows["rule_kinds"] == (1 + 1) + (1 + 1) + 6 + (2 + 1)  # forum, forge, content, meetup
    assert [rows["rule_tracks"], rows["rule_checkpoints"]] == [4, 4]
    assert rows["rule_levels"] == 4 + 1  # `unknown` is a level too
    best = tables["rule_levels"][0]
    assert [best["level"], best["min_done"], best["min_done_of"]] == ["ahead", 5, 4]


def test_a_track_that_is_not_there_is_named_with_the_nearest_one(tmp_path):
    path = tmp_path / "program.toml"
    path.write_text(
        "[tracks.meetups]\nuse = false\n"
        "[forecast.pod]\nhalf_life_days = 4\n"
        "[[from]]\ndate = 2027-01-01\n[from.tracks.contents]\nuse = false\n"
    )
    assert refusal(path).removeprefix(str(path)) == (
        ": 3 settings are wrong:\n"
        "  line 1: tracks.meetups: there is no such track; is meetup meant?\n"
        "  line 3: forecast.pod: there is no such track; known: forum, forge, content, meetup\n"
        "  line 7: [[from]] of 2027-01-01: tracks.contents: there is no such track; "
        "is content meant?"
    )


WRONG = [
    # the text in the file, the text instead of it, and the message after the name of the file
    (
        'start = "01-01"',
        'start = "02-29"',
        "year.start: is in leap years only; before a start on 03-01, 02-28 is the last day",
    ),
    (
        'counts = ["component"]',
        'counts = ["compo\\u200bnent"]',
        'tracks.forge.counts: "compo\\u200bnent" has a sign that cannot be seen',
    ),
    ("stale_days = 14", "stale_days = 14\nstale_day = 3", "data.stale_day: unknown key"),
    ("stale_days = 14", "stale_day = 14", "data.stale_day: unknown key; is stale_days meant?"),
    ("[year]  # section 1", "[years]", "years: unknown key; is year meant?"),
    ("[benefits]", "[gifts]", "gifts: unknown key; known: year, commitments, membership, parts"),
    (
        'nda = "auto"',
        'nda = "of"',
        'membership.nda: "of" is not one of "auto", "required" or "off"; is "off" meant?',
    ),
    (
        '"03-31", "07-31"',
        '"07-31", "03-31"',
        "year.checkpoints: must be in the order of a year from 01-01 on: "
        "03-31, 07-31, 09-30, 12-31; the last one ends the year",
    ),
    ('"03-31", "07-31"', '"03-31", "03-31"', "year.checkpoints: named twice: 03-31"),
    (
        'checkpoints = ["03-31", "07-31", "09-30", "12-31"]',
        "checkpoints = []",
        "year.checkpoints: needs at least 1 in its list, and has 0",
    ),
    (
        'start = "01-01"',
        'start = "12-01"',
        "year.checkpoints: must be in the order of a year from 12-01 on: "
        "12-31, 03-31, 07-31, 09-30; the last one ends the year",
    ),
    (
        'start = "01-01"',
        'start = "W01-1"',  # a day of a week in ISO 8601
        'year.start: "W01-1" is not a month and day such as 03-31',
    ),
    (
        'named_after = "end"',
        'named_after = "stop"',
        'year.named_after: "stop" is not one of "end" or "start"',
    ),
    (
        "shown_months = 2",
        "shown_through_month = 2",
        "renewal.shown_through_month: unknown key; write renewal.shown_months: in how many "
        "months of a new year the previous cycle is shown",
    ),
    (
        "decide_months = 1",
        'decide_by = "01-31"',
        "renewal.decide_by: unknown key; write renewal.decide_months: after how many months of the "
        "new year a title without a decision has lapsed",
    ),
    (
        '"09-30", "12-31"',
        '"09-31", "12-31"',
        'year.checkpoints: "09-31" is not a month and day such as 03-31',
    ),
    (
        "weekday_share = 1.0",
        "weekday_share = 1.5",
        "tracks.forum.weekday_share: must be at most 1",
    ),
    (
        'min_solution_share = "1/3"',
        'min_solution_share = "3/2"',
        "tracks.forum.min_solution_share: must be at most 1",
    ),
    (
        'min_solution_share = "1/3"',
        'min_solution_share = "a third"',
        'tracks.forum.min_solution_share: "a third" is not a fraction such as 3/4; 0 asks for none',
    ),
    (
        'min_solution_share = "1/3"',
        "min_solution_share = -1",
        "tracks.forum.min_solution_share: must be at least 0",
    ),
    (
        "weekday_share = 1.0",
        "weekday_share = 1.0\ncadence_months = 1",
        "tracks.forum: has cadence_months and weekday_share; write one of them",
    ),
    (
        'shown = ["attended"]\ncadence_months = 2',
        'shown = ["attended"]\ncadence_months = 0',
        "tracks.meetup.cadence_months: must be at least 1",
    ),
    ('shown = ["release"]', 'shown = ["component"]', "tracks.forge: counts and shown both name"),
    ('counts = ["answer"]', 'counts = ["answer", "Answer"]', "tracks.forum.counts: named twice"),
    (
        'counts = ["answer"]',
        "counts = []",
        "tracks.forum.counts: needs at least 1 in its list, and has 0",
    ),
    ('ahead = "5/4"', 'ahead = "1"', "levels: must fall: ahead > on_track > behind"),
    ('behind = "3/4"', 'behind = "0"', "levels.behind: must be more than 0"),
    ('behind = "3/4"', 'behind = "0.123456"', "levels.behind: 1929/15625 is not a fraction of"),
    ("low = 0.8", "low = 0.4", "risk: must fall: low > medium"),
    ("low = 0.8", "low = 8", "risk.low: must be at most 1"),
    (
        'qualifying_from = "professional"',
        'qualifying_from = "master"',
        "certification: qualifying_from must be one of associate, professional, expert",
    ),
    ('require = "all"', 'require = "most"', 'commitments.require: "most" is not one of'),
    ('"swag", "badge"]', '"swag", "swag"]', "benefits.standard: named twice: swag"),
    ("[60, 30, 14]", "[60, 60, 14]", "record.look_ahead_days: named twice: 60"),
    (
        "max_rejected_share = 0.05",
        "max_rejected_share = 5",
        "data.max_rejected_share: must be at most 1",
    ),
    (
        "half_life_days = 45\nprior_events = 0.152",
        "half_life_days = inf\nprior_events = 0.152",
        "forecast.forum.half_life_days: must be at most 10000",
    ),
    (
        "prior_days = 0.554",
        'prior_days = "soon"',
        "forecast.forum.prior_days: write a number, without quotes",
    ),
]


@pytest.mark.parametrize(("written", "instead", "said"), WRONG)
def test_a_wrong_setting_gives_one_line_with_the_file_the_line_and_the_key(
    tmp_path, written, instead, said
):
    path = changed(tmp_path, written, instead)
    message = refusal(path)
    assert "\n" not in message
    found = re.fullmatch(rf"{re.escape(str(path))} line (\d+): (.*)", message)
    assert found
    assert found[2].startswith(said)
    at_line = path.read_text(encoding="utf-8").splitlines()[int(found[1]) - 1]
    keys = re.match(r"[\w.]+", said)[0].split(".")
    named = keys if len(keys) > 1 and "and " not in said else re.findall(r"\w+", said)
    assert re.match(rf"\[?({'|'.join(named)}\b)", at_line.replace(".".join(keys), keys[-1]))


NOT_TOML = {
    "an address without quotes": ("contact = me@example.org", "no value that can be read"),
    "a word without quotes": ("nda = off", "no value that can be read"),
    "curly quotes": ("nda = “off”", '“ is a curly quote; write straight ones, such as "text"'),
    "one curly quote": ('unit = ["talk”, "talks"]', "” is a curly quote; write straight ones"),
    "a curly quote at the end": ("nda = 'off’", "’ is a curly quote; write straight ones"),
    "curly quotes in a comment": ("nda = off  # “off”", "no value that can be read; write a text"),
    "no value": ("pieces =", "no value that can be read"),
    "a day without quotes": ("decide_by = 01-31", "something follows the value"),
    "a unit": ("cadence_months = 1 month", "something follows the value"),
    "a colon": ('nda: "off"', "after a name comes = and its value"),
    "an open quote": ('nda = "off', "a text has no closing quote"),
    "an open quote at the end": ("nda = 'off", "a text has no closing quote"),
    "an open table": ("[year", "the name of a table stands alone on its line in brackets"),
    "two keys": ('a = "1"\na = "2"', "the same name is there twice; keep one of them", 2),
    "two tables": ("[a]\nx = 1\n[a]\ny = 1", "the same table is there twice", 3),
    "a table and a dotted key": ("[a.b]\nx = 1\n[a]\nb.y = 1", "the same table is there", 4),
    "no comma": ('counts = ["a" "b"]', "a list is not complete; put a comma"),
    "no closing bracket": ('counts = ["a",\n\n', "no value that can be read"),
    "an open brace": ("leaves = { a = 1", "a table in braces is not complete"),
    "a path": ('logo = "C:\\path"', "in double quotes \\ has a meaning of its own"),
    "no name": ("[risk]\n= 5", "here begins neither a [table] nor a name", 2),
    "a dot": ("risk. = 5", "a name is missing, or it has characters"),
    "a letter that cannot be seen": ("# a\x00", "a character that cannot be seen; remove it"),
    "no text at all": ("\0", "here begins neither a [table] nor a name"),
}


@pytest.mark.parametrize("case", NOT_TOML)
def test_a_file_that_is_not_toml_gives_its_line_and_what_to_write_instead(tmp_path, case):
    text, said, *line = NOT_TOML[case]
    (path := tmp_path / "program.toml").write_text(text, encoding="utf-8")
    message = refusal(path)
    assert message.startswith(f"{path} line {line[0] if line else 1}: {said}")
    assert "\n" not in message


# A whole file -> what is said of it.
OWN_FILES = {
    "a start without checkpoints": (
        '[year]\nstart = "12-01"',
        " line 2: year.start: with it, write the checkpoints too, in their order from then on, "
        'such as checkpoints = ["02-28", "06-30", "08-31", "11-30"]; the last one ends the year',
    ),
    "the end of a month": (
        '[year]\nstart = "08-31"',
        " line 2: year.start: with it, write the checkpoints too, in their order from then on, "
        'such as checkpoints = ["11-29", "03-30", "05-30", "08-30"]; the last one ends the year',
    ),
    "false for a word": (
        "[membership]\nnda = false",
        ' line 2: membership.nda: false is not one of "auto", "required" or "off"; is "off" meant?',
    ),
    "a date for a month and day": (
        "[year]\nstart = 2026-12-01",
        " line 2: year.start: 2026-12-01 is not a month and day such as 03-31",
    ),
    "a moment for a fraction": (
        "[levels]\nahead = 2026-12-01T10:00:00",
        " line 2: levels.ahead: 2026-12-01T10:00:00 is not a fraction such as 3/4",
    ),
    "a list and a table for a fraction": (
        "[levels]\nahead = [true, 1.5]\nbehind = { a = 1 }",
        ": 2 settings are wrong:\n"
        "  line 2: levels.ahead: [true, 1.5] is not a fraction such as 3/4\n"
        "  line 3: levels.behind: { a = 1 } is not a fraction such as 3/4",
    ),
    "off for a share": (
        '[tracks.forum]\nmin_solution_share = "off"',
        ' line 2: tracks.forum.min_solution_share: "off" is not a fraction such as 3/4; '
        "0 asks for none",
    ),
    "a day that there is not, in a list": (
        '[year]\ncheckpoints = ["02-30", "12-31"]',
        ' line 2: year.checkpoints: "02-30" is not a month and day such as 03-31',
    ),
    "a value of another kind in a list": (
        '[benefits]\nstandard = ["slack", 5, ""]',
        ": 2 settings are wrong:\n"
        "  line 2: benefits.standard: value 2 of its list: write a text in quotes\n"
        "  line 2: benefits.standard: value 3 of its list: must not be empty",
    ),
    "a key of another table": (
        '[parts]\nnda = "off"',
        " line 2: parts.nda: unknown key; is membership.nda meant?",
    ),
    "a track with a typing error": (
        "[tracks.forun]\nper_year = 9",
        " line 1: tracks.forun: there is no such track; is forum meant?",
    ),
    "a track with nothing but a rate": (
        "[tracks.podcasts]\nper_year = 9",
        ": 2 settings are wrong:\n"
        "  line 1: tracks.podcasts.counts: missing key; write the kinds of contribution that "
        'count, such as counts = ["talk"]\n'
        "  line 1: tracks.podcasts.unit: missing key; write one and several, such as "
        'unit = ["talk", "talks"]',
    ),
    "keys of tables at the top": (
        'ahead = "2"\nrepeats = "never"\nlow = 0.5',
        ": 3 settings are wrong:\n"
        "  line 1: ahead: unknown key; is levels.ahead meant?\n"
        "  line 2: repeats: unknown key; is tracks.<track>.repeats meant?\n"
        "  line 3: low: unknown key; is risk.low or fan.low meant?",
    ),
    "a key of tracks in another table": (
        '[commitments]\nrepeats = "never"',
        " line 2: commitments.repeats: unknown key; is tracks.<track>.repeats meant?",
    ),
    "no list of numbers": (
        "[record]\nlook_ahead_days = 5",
        " line 2: record.look_ahead_days: write a list in brackets, such as "
        '["one", "another"] or [1, 2]',
    ),
    "names of servers that cannot be": (
        '[mail]\nhost = "a..b"',
        ' line 2: mail.host: "a..b" is not the name of a server such as smtp.example.org, without '
        "a port",
    ),
    "an address with signs of markup": (
        '[letters]\ncontact = "[a](b)@example.org"',
        ' line 2: letters.contact: "[a](b)@example.org" is not an e-mail address such as '
        "program@example.org",
    ),
    "digits of another script": (
        '[tracks.forge]\npieces = "\u0661"',
        ' line 2: tracks.forge.pieces: "\u0661" is not a fraction such as 3/4',
    ),
    "a word for people that a stage has": (
        '[words]\nperson = "nominated"\npeople = "nominees"',
        ' line 2: words.person: nominated and mvp both read "nominated"',
    ),
    "a text that is too long to be said": (
        f'[levels]\nahead = "{"x" * 1_500}"',
        f' line 2: levels.ahead: "{"x" * 60} …" is not a fraction such as 3/4',
    ),
    "dates that are written otherwise": (
        '[[from]]\ndate = 20270101\n[[from]]\ndate = "2027-W01-1"\n[[from]]\ndate = "20270101"',
        ": 3 settings are wrong:\n"
        "  line 2: from.date: 20270101 is not a date such as 2027-01-01\n"
        '  line 4: from.date: "2027-W01-1" is not a date such as 2027-01-01\n'
        '  line 6: from.date: "20270101" is not a date such as 2027-01-01',
    ),
    "a table that is not known, with one in it": (
        '[form.levels]\nahead = "2"',
        " line 1: form: unknown key; is from meant?",
    ),
}


@pytest.mark.parametrize("case", OWN_FILES)
def test_a_wrong_file_of_ones_own_is_refused_in_the_words_of_toml(tmp_path, case):
    text, said = OWN_FILES[case]
    (path := tmp_path / "program.toml").write_text(text, encoding="utf-8")
    assert refusal(path) == f"{path}{said}"


def test_a_text_names_keys_of_settings_and_standard_tracks(tmp_path):
    (path := tmp_path / "program.toml").write_text(
        '[levels]\nahead = "2"\n[tracks.forum]\nuse = false\n[tracks.pod]\ncounts = ["x"]\n'
        'pieces = 3\ncadence_months = 1\nunit = ["a", "b"]\n[fan]\nlow = 0.2\n'
    )
    held = values(load(path))
    said = {
        "`levels.behind` and `fan.middle`": "",
        "at least `levels.ahead` of it": "[levels]\nahead = 2",
        "the numbers of `fan`": "",
        "`tracks.<track>.pieces` = n": "[tracks.pod]\npieces = 3\n\n[tracks.forum]\nuse = false",
        "Forum: weekdays": "[tracks.forum]\nuse = false",
    }
    assert {text: own_lines(held, keys_in(text)) for text in said} == said


def test_the_second_criterion_of_a_standard_track_can_be_switched_off(tmp_path):
    (path := tmp_path / "program.toml").write_text("[tracks.forum]\nmin_solution_share = 0")
    track, *_ = all_rule_tables(load(path))["rule_tracks"]
    assert (track["track"], track["min_solutions"], track["prior_accepted"]) == (
        "forum",
        None,
        None,
    )
    assert own_lines(values(load(path))) == "[tracks.forum]\nmin_solution_share = 0"


def test_a_file_that_is_not_text_is_refused_by_name(tmp_path):
    path = tmp_path / "program.toml"
    path.write_bytes(b"\xff\xfe\x00")
    assert refusal(path) == f"{path}: is not UTF-8 text; save it as UTF-8"


def test_a_missing_file_is_refused_by_name(tmp_path):
    path = tmp_path / "program.toml"
    assert refusal(path) == f"{path}: cannot be read: No such file or directory"
    assert refusal(tmp_path) == f"{tmp_path}: cannot be read: Is a directory"


ABSURD = {
    "a number without end": (
        "stale_days = " + "1" * 1_900,
        "line 1: stale_days: unknown key;",
    ),
    "lists in lists": ("x = " + "[" * 1_900, "its values are nested too deep"),
    "a key with very many dots": (
        "a" + ".a" * 100_000 + " = 1",
        "line 1 has more than 2,000 characters; write its list on several lines",
    ),
    "a large file": ("#\n" * 500_001, "is larger than 1,000,000 bytes; shorten it"),
}


@pytest.mark.parametrize("case", ABSURD)
def test_a_file_that_would_take_all_memory_or_time_is_refused(tmp_path, case):
    text, said = ABSURD[case]
    (path := tmp_path / "program.toml").write_text(text)
    message = refusal(path).removeprefix(str(path)).removeprefix(": ")
    assert message.strip().startswith(said)
    assert len(message) < 300


def test_settings_are_no_device(tmp_path):
    assert refusal(Path("/dev/zero")) == "/dev/zero: is not a file; put the settings there"


WORDS = "".join(f'"w{number}",\n' for number in range(1001))
ABSURD_VALUES = {
    'ahead = "5/4"': ('ahead = "1e999999999"', 'levels.ahead: "1e999999999" is not a fraction'),
    "stale_days = 14": (f"stale_days = {10**18}", "data.stale_days: must be at most 10000"),
    "at_risk_below = 0.5": (
        "at_risk_below = nan",
        "renewal.at_risk_below: write a number",
    ),
    'checkpoints = ["03-31", "07-31", "09-30", "12-31"]': (
        "checkpoints = [" + '"03-31",' * 54 + "]",
        "year.checkpoints: may have at most 53 in its list",
    ),
    "look_ahead_days = [60, 30, 14]": (
        f"look_ahead_days = {list(range(1, 14))}",
        "record.look_ahead_days: may have at most 12 in its list",
    ),
    'qualifying_from = "professional"': (
        f'qualifying_from = "{"x" * 101}"',
        "certification.qualifying_from: may have at most 100 characters",
    ),
    'standard = ["slack", "release_notes", "exam_voucher", "moderator", "swag", "badge"]': (
        "standard = [" + WORDS + "]",
        "benefits.standard: may have at most 1000 in its list",
    ),
}


@pytest.mark.parametrize("written", ABSURD_VALUES)
def test_an_absurd_value_is_refused(tmp_path, written):
    instead, said = ABSURD_VALUES[written]
    path = changed(tmp_path, written, instead)
    assert re.match(rf"{re.escape(str(path))}( line \d+)?: {re.escape(said)}", refusal(path))


LINES = {
    "the end of a line that is none in TOML": (
        "# a\u2028b\u0085c\n[risk]\nlow = 9",
        " line 3: risk.low: ",
    ),
    "a table in a text of several lines": (
        '[mail]\nuser = """\n[risk]\nlow = 3\n"""\n[risk]\nlow = 9',
        " line 7: risk.low: ",
    ),
    "a value of a list over several lines": (
        '[leaves]\nno_effect = [\n  "a",  # ["b"],\n  3,\n]',
        " line 4: leaves.no_effect: ",
    ),
    "a track with a dot in its name": (
        '# mine\n[tracks."a.b"]\ncounts = ["x"]\nunit = ["a", "b"]\ncadence_months = 1',
        ' line 2: tracks.a.b: "a.b" is no name for a track',
    ),
    "a label that the file gives to another track": (
        '[tracks.forum]\nlabel = "Forge"',
        ' line 2: tracks.forum.label: "Forge" is what tracks.forge is called already',
    ),
    "the order of a table": ('[levels]\n\nbehind = "2"', " line 3: levels: must fall"),
    "a level of certificates": (
        '[certification]\n# from there on\nqualifying_from = "pro"',
        " line 3: certification: qualifying_from must be one of",
    ),
    "a pair": ("[patterns]\nclaim_days = 2\nburst_minutes = 3", " line 3: patterns: burst_size"),
    "two rates": (
        '[tracks.forge]\nrepeats = "never"\nweekday_share = 1.0\nper_year = 2',
        " line 4: tracks.forge: has",
    ),
    "a user without a secret": (
        '[mail]\nsecurity = "none"\nuser = "u"',
        " line 3: mail: user needs",
    ),
}


@pytest.mark.parametrize("case", LINES)
def test_a_fault_has_the_line_of_the_key_that_the_file_has(tmp_path, case):
    text, said = LINES[case]
    (path := tmp_path / "program.toml").write_text(text, encoding="utf-8")
    assert said in refusal(path)


TOGETHER = {
    "of one table, between tables and of the year": (
        '[levels]\nahead = "1/2"\n[tracks.forge]\ncadence_months = 13\n'
        '[year]\ncheckpoints = ["09-30", "03-31"]\n[words]\nperson = "hero"',
        "levels: must fall: ahead > on_track > behind",
        "tracks.forge.cadence_months: the target of a whole year is 0 components",
        "year.checkpoints: must be in the order of a year from 01-01 on",
        "words.person: person and people go together: write both",
    ),
    "several of one table": (
        '[patterns]\ntitle_likeness = "4/5"\nburst_size = 3\n[tracks.forge]\n'
        'weekday_share = 1.0\nper_year = 2\nshown = ["component"]\n'
        '[tracks.content]\ncounts = ["answer"]\n',
        "patterns: title_likeness and title_days go together",
        "patterns: burst_size and burst_minutes go together",
        "tracks.forge: has per_year and weekday_share",
        "tracks.forge: counts and shown both name component",
        "tracks.content.counts: answer counts in tracks.forum already",
    ),
    "no track with one rate, beside a new one": (
        "".join(
            f"[tracks.{name}]\ncadence_months = 1\nper_year = 4\nweekday_share = 1.0\n"
            for name in ("forum", "forge", "content", "meetup")
        )
        + '[tracks.pod]\ncounts = ["answer"]\nunit = ["a", "b"]\ncadence_months = 1\n',
        "tracks.forum: has cadence_months and per_year and weekday_share",
        "tracks.forge: has cadence_months and per_year and weekday_share",
        "tracks.content: has cadence_months and per_year and weekday_share",
        "tracks.meetup: has cadence_months and per_year and weekday_share",
        "tracks.pod.counts: answer counts in tracks.forum already",
    ),
    "of changes on a date": (
        '[[from]]\ndate = "2027-01-01"\n[from.year]\ncheckpoints = ["06-30"]\n'
        '[from.parts]\nrenewal = false\n[[from]]\ndate = "2028-01-01"\n[from.risk]\nlow = 0.1\n',
        "[[from]] of 2027-01-01: year.checkpoints: the last checkpoint",
        "[[from]] of 2027-01-01: parts: a part of the program",
        "[[from]] of 2028-01-01: risk: must fall: low > medium",
    ),
}


@pytest.mark.parametrize("case", TOGETHER)
def test_settings_that_contradict_each_other_are_refused_together(tmp_path, case):
    text, *said = TOGETHER[case]
    (path := tmp_path / "program.toml").write_text(text)
    head, *lines = refusal(path).splitlines()
    assert head == f"{path}: {len(said)} settings are wrong:"
    found = [re.sub(r"^  line \d+: ", "", line) for line in lines]
    assert [line[: len(each)] for line, each in zip(found, said, strict=True)] == said


POD = 'counts = ["episode"]\nunit = ["episode", "episodes"]\n'
WRONG_TRACKS = {
    "a name with capitals": (
        f"[tracks.Podcasts]\n{POD}cadence_months = 1",
        ' line 1: tracks.Podcasts: "Podcasts" is no name for a track: it begins with a letter and '
        "has at most 40 small letters, digits, spaces and hyphens, such as podcasts",
    ),
    "a name that risks have": (
        f"[tracks.nda]\n{POD}cadence_months = 1",
        ' line 1: tracks.nda: "nda" is no name for a track: pages call something else so',
    ),
    "pieces on weekdays": (
        f"[tracks.podcasts]\n{POD}weekday_share = 1\npieces = 2",
        " line 5: tracks.podcasts: pieces goes with cadence_months, and not with weekday_share",
    ),
    "no piece": (
        f"[tracks.podcasts]\n{POD}cadence_months = 1\npieces = 0",
        " line 5: tracks.podcasts.pieces: must be more than 0",
    ),
    "a text for a number": (
        f'[tracks.podcasts]\n{POD}cadence_months = "12"',
        " line 4: tracks.podcasts.cadence_months: write a whole number, without quotes",
    ),
    "a text for yes or no": (
        f'[tracks.podcasts]\n{POD}cadence_months = 1\nuse = "no"',
        " line 5: tracks.podcasts.use: write true or false, without quotes",
    ),
    "a unit without its plural": (
        '[tracks.podcasts]\ncounts = ["a"]\ncadence_months = 1\nunit = ["episode"]',
        " line 4: tracks.podcasts.unit: needs at least 2 in its list, and has 1",
    ),
    "no address": (
        '[letters]\ncontact = "us"',
        ' line 2: letters.contact: "us" is not an e-mail address such as program@example.org',
    ),
    "no rate": (
        f"[tracks.podcasts]\n{POD}",
        " line 1: tracks.podcasts: needs a rate, such as per_year = 10 for 10 a year, "
        "cadence_months = 2 for one every two months, or weekday_share = 1.0 for every "
        "weekday",
    ),
    "pieces without their months": (
        f"[tracks.podcasts]\n{POD}pieces = 2.5",
        ' line 4: tracks.podcasts: pieces = "5/2" needs a time: 5/2 a year is '
        'per_year = "5/2" without pieces, and 5/2 a month is pieces = "5/2" with '
        "cadence_months = 1",
    ),
    "pieces a year": (
        f"[tracks.podcasts]\n{POD}per_year = 1\npieces = 2",
        " line 5: tracks.podcasts: pieces goes with cadence_months, and not with per_year",
    ),
    "two rates": (
        f"[tracks.podcasts]\n{POD}per_year = 1\ncadence_months = 2",
        " line 5: tracks.podcasts: has cadence_months and per_year; write one of them, as each is "
        "a rate",
    ),
    "none a year": (
        f"[tracks.podcasts]\n{POD}per_year = 0",
        " line 4: tracks.podcasts.per_year: must be more than 0",
    ),
    "less than one a year": (
        f"[tracks.podcasts]\n{POD}per_year = 0.9",
        " line 4: tracks.podcasts.per_year: the target of a whole year is 0 episodes",
    ),
    "one in more months than the year has": (
        f'[year]\nstart = "07-01"\ncheckpoints = ["06-20"]\n[tracks.podcasts]\n{POD}'
        "cadence_months = 12",
        " line 7: tracks.podcasts.cadence_months: the target of a whole year is 0 episodes; "
        "per_year = 1 asks for 1",
    ),
    "a year without a whole month": (
        '[year]\ncheckpoints = ["01-30"]\n[tracks.forge]\nper_year = 5\n'
        "[tracks.content]\nuse = false\n[tracks.meetup]\nuse = false",
        " line 4: tracks.forge.per_year: the target of a whole year is 0 components, as it has no "
        "whole month; weekday_share asks for something",
    ),
    "several that contradict each other": (
        f"[tracks.podcasts]\n{POD}cadence_months = 1\n[tracks.talks]\n"
        'counts = ["spoke", "episode"]\nunit = ["talk", "talks"]\ncadence_months = 1\n'
        "[forecast.podcast]\nhalf_life_days = 1\nprior_events = 1\nprior_days = 1\n"
        "overdispersion = 2",
        ": 3 settings are wrong:\n"
        "  line 6: tracks.talks.counts: spoke counts in tracks.meetup already\n"
        "  line 6: tracks.talks.counts: episode counts in tracks.podcasts already\n"
        "  line 9: forecast.podcast: there is no such track; is podcasts meant?",
    ),
    "labels and colors that are like others": (
        f'[tracks.podcasts]\n{POD}cadence_months = 1\nlabel = "Forge"\ncolor = "#ffffff"\n'
        '[tracks.forum]\ncolor = "#fafaff"',
        ": 4 settings are wrong:\n"
        '  line 5: tracks.podcasts.label: "Forge" is what tracks.forge is called already\n'
        "  line 6: tracks.podcasts.color: #ffffff cannot be told from the light ground of pages\n"
        "  line 6: tracks.podcasts.color: #ffffff cannot be told from #fafaff of tracks.forum by "
        "everyone\n"
        "  line 8: tracks.forum.color: #fafaff cannot be told from the light ground of pages",
    ),
    "a color in words": (
        f'[tracks.podcasts]\n{POD}cadence_months = 1\ncolor = "blue"',
        ' line 5: tracks.podcasts.color: "blue" is not a color such as "#0072b2"',
    ),
    "an empty label": (
        f'[tracks.podcasts]\n{POD}cadence_months = 1\nlabel = " "',
        " line 5: tracks.podcasts.label: write a word or some words on one line",
    ),
    "a target of zero": (
        f"[tracks.podcasts]\n{POD}cadence_months = 13\n[tracks.forum]\nweekday_share = 0.003",
        ": 2 settings are wrong:\n"
        "  line 4: tracks.podcasts.cadence_months: the target of a whole year is 0 episodes\n"
        "  line 6: tracks.forum.weekday_share: the target of a whole year is 0 answer days",
    ),
    "more days than there are": (
        '[tracks.podcasts]\ncounts = ["episode"]\nmeasure = "days"\nunit = ["day", "days"]\n'
        "weekday_share = 1.2",
        " line 5: tracks.podcasts.weekday_share: must be at most 1 where days are counted; "
        'measure = "pieces" allows more',
    ),
    "more days than a month has": (
        '[tracks.forum]\nmeasure = "days"\ncadence_months = 3\npieces = 93',
        " line 4: tracks.forum.pieces: asks for more days than a month has; "
        'measure = "pieces" allows more',
    ),
    "a level of certificates that is almost one of them": (
        '[certification]\nqualifying_from = "profesional"',
        " line 2: certification: qualifying_from must be one of associate, professional, expert; "
        "is professional meant?",
    ),
    "a measure that there is not": (
        f'[tracks.podcasts]\n{POD}cadence_months = 1\nmeasure = "piece"',
        ' line 5: tracks.podcasts.measure: "piece" is not one of "days", "pieces" or "points"; '
        'is "pieces" meant?',
    ),
    "a label of other columns": (
        f'[tracks.podcasts]\n{POD}cadence_months = 1\nlabel = "Level"',
        ' line 5: tracks.podcasts.label: "Level" is no label of a track: pages call something else '
        "so",
    ),
    "no track at all": (
        "".join(f"[tracks.{n}]\nuse = false\n" for n in ("forum", "forge", "content", "meetup")),
        " line 1: tracks: a program uses 1 to 12 tracks; here it uses 0",
    ),
    "too many tracks": (
        "".join(
            f'[tracks.t{n}]\ncounts = ["k{n}"]\nunit = ["one", "many"]\ncadence_months = 1\n'
            for n in range(9)
        ),
        " line 1: tracks: a program uses 1 to 12 tracks; here it uses 13",
    ),
}


@pytest.mark.parametrize("case", WRONG_TRACKS)
def test_wrong_tracks_are_refused_with_their_lines(tmp_path, case):
    text, said = WRONG_TRACKS[case]
    (path := tmp_path / "own.toml").write_text(text, encoding="utf-8")
    assert refusal(path) == f"{path}{said}"


@pytest.mark.parametrize(
    ("rate", "nearest"),
    [
        ("cadence_months = 1", "forge"),
        ("cadence_months = 3", "content"),
        ("cadence_months = 3\npieces = 4", "forge"),
        ("cadence_months = 12\npieces = 120", "forum"),  # ten a month: 2.2 times nearer than one
        ("weekday_share = 0.5", "forum"),
        ("per_year = 12", "forge"),
        ("per_year = 8", "content"),
    ],
)
def test_a_track_without_a_forecast_has_that_of_the_nearest_rate(tmp_path, rate, nearest):
    (path := tmp_path / "own.toml").write_text(f"[tracks.podcasts]\n{POD}{rate}", encoding="utf-8")
    forecast = load(path).forecast
    assert forecast["podcasts"] == forecast[nearest]


def test_the_forecast_of_a_track_out_of_use_can_still_be_the_nearest(tmp_path):
    text = f"[tracks.forge]\nuse = false\n[tracks.podcasts]\n{POD}cadence_months = 1"
    (path := tmp_path / "own.toml").write_text(text, encoding="utf-8")
    settings = load(path)
    assert list(settings.tracks) == ["forum", "content", "meetup", "podcasts"]
    assert list(settings.forecast) == list(settings.tracks)
    assert settings.forecast["podcasts"] == load().forecast["forge"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("title_likeness = 0.8", "title_likeness and title_days go together; write both of them "),
        ("burst_minutes = 5", "burst_size and burst_minutes go together; write both of them "),
        ("title_likeness = 1.5\ntitle_days = 9", ".title_likeness: must be at most 1"),
        ('title_likeness = "most"\ntitle_days = 9', '.title_likeness: "most" is not a fraction'),
        ("burst_size = 1\nburst_minutes = 5", ".burst_size: must be at least 2"),
        ("same_asker = true", ".same_asker: write a whole number, without quotes"),
        ("claim_days = 0", ".claim_days: must be at least 1"),
        ("claim_day = 5", ".claim_day: unknown key; is claim_days meant?"),
    ],
)
def test_a_wrong_setting_of_patterns_is_named(tmp_path, written, said):
    (path := tmp_path / "program.toml").write_text(f"[patterns]\n{written}\n")
    assert "patterns" in refusal(path)
    assert said in refusal(path)


def test_patterns_do_not_change_on_a_date_and_are_in_no_digest(tmp_path):
    (path := tmp_path / "program.toml").write_text("[patterns]\nclaim_days = 5\n")
    assert load(path).digest == load().digest
    path.write_text('[[from]]\ndate = "2027-01-01"\n[from.patterns]\nclaim_days = 5\n')
    assert "patterns.claim_days: cannot change on a date: they change no number" in refusal(path)
