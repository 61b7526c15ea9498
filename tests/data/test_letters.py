"""Checkpoint letters: what they say, who gets one, and the files.

The figures of the tiny program are worked out in tests/programs/tiny/README.md.
"""

import csv
import re
import subprocess
import sys
from datetime import date
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr
from pathlib import Path

import pytest

from data.build.build import build
from data.days.day import Day
from data.days.scope import Scope
from data.errors import ProgramError
from data.frozen.past_checkpoints import refuse_unless_past
from data.outputs.letters import Letter, letters
from data.outputs.letters.mail import file_name, write_letters
from data.outputs.message import as_mail
from data.settings.files import load_program
from data.settings.model import Settings
from tests.conftest import Program
from tests.rules.drawn import changed_settings

from .folders import written

ROOT = Path(__file__).parent.parent.parent
EVERYBODY = Scope(everybody=True)
SEPTEMBER, DECEMBER = date(2024, 9, 30), date(2024, 12, 31)
CONTACT = "mvp.program@outsystems.com"
SETTINGS = f'[letters]\ncontact = "{CONTACT}"\n'
OLD = " (data up to Aug 20, 2024)."  # the as-of date of the build


def letters_of(program: Program, checkpoint: date) -> dict[str, Letter]:
    """The letters of a checkpoint, by mvp_id."""
    day = Day(program.database.resolve(), checkpoint)
    return {letter.mvp_id: letter for letter in letters(day, EVERYBODY)}


def day_of(source: Path, as_of: str, settings: Settings | None = None) -> Day:
    """The program of the input files in a folder, as of a date."""
    built = build(source, source / "mvp.duckdb", date(2026, 6, 1), settings or load_program(source))
    assert built.report.rejects == []
    return Day(built.path, date.fromisoformat(as_of))


def of_ana(folder: Path, name: str = "Ana", email: str = "ana@example.org") -> Path:
    """Input files of one MVP of 2025, who has committed to forge and published two components."""
    quoted = name.replace('"', '""')
    files = {
        "program.toml": SETTINGS,
        "mvps.csv": "mvp_id,name,email,entered_on,nda_signed_on\n"
        f'ana,"{quoted}",{email},2025-01-01,2025-01-01\n',
        "commitments.csv": "mvp_id,year,track\nana,2025,forge\n",
        "certifications.csv": "mvp_id,certification,level,taken_on,passed\n"
        "ana,platform,professional,2024-06-01,true\n",
        "sources.csv": "track,complete_until\nforge,2025-12-31\n",
        "contributions.csv": "contribution_id,mvp_id,track,kind,occurred_at\n"
        "c1,ana,forge,component,2025-01-10\nc2,ana,forge,component,2025-02-10\n",
    }
    return written(folder / "input", files)


def the_letter(day: Day) -> Letter:
    """The only letter of a day."""
    (letter,) = letters(day, EVERYBODY)
    return letter


def body(mail: EmailMessage, kind: str) -> str:
    """The `plain` or `html` part of a mail, its lines ending as in Python."""
    return mail.get_body((kind,)).get_content().replace("\r\n", "\n")


def parsed(letter: Letter) -> EmailMessage:
    """The mail of a letter, as a mail program reads it."""
    return message_from_bytes(as_mail(letter), policy=default)


def name_and_address(letter: Letter) -> tuple[str, str] | None:
    """Whom the mail of a letter goes to, decoded as RFC 2047 says; None without a To."""
    raw = message_from_bytes(as_mail(letter))["To"]
    if raw is None:
        return None
    name, address = parseaddr(" ".join(raw.split()))
    return str(make_header(decode_header(name))), address


# The text


def test_a_letter_of_september_has_levels_numbers_the_exam_and_the_next_checkpoint(tiny_program):
    """A05, on leave up to October 5: by September 30, forge has months(Mar 18, Oct 1) = 6 and
    content 3; by the end of the year 9 and 4. 4 * 4 < 3 * 6 is off track, 3 of 3 on track. The
    fail of June 30 gives until September 30. Content's data ends on August 6, 55 days before."""
    letter = letters_of(tiny_program, SEPTEMBER)["A05"]
    assert letter.subject == "MVP program: your checkpoint of September 30, 2024"
    assert (
        letter.text
        == """\
Hello Ελένη Παππά,

This letter tells you where you stand on September 30, 2024, and what comes next.

Your tracks in 2024

* Forge: off track
  4 components done, 6 expected by September 30, 2024, 9 by the end of the year.
  To be on track now: 2 more components. By December 31, 2024: 5 more components.

* Content: on track
  3 pieces done, 3 expected by September 30, 2024, 4 by the end of the year.
  By December 31, 2024: 1 more piece.
  We have the data of this track up to August 6, 2024 only.

Your certification
Please take the exam again by September 30, 2024. You have 1 attempt left, free of charge.

All figures are as of September 30, 2024. If a number looks wrong, answer this mail or write to \
mvp.program@outsystems.com, and we will look at it together.

Your MVP program team
"""
    )


def test_what_is_needed_next_is_by_the_next_checkpoint(tmp_path):
    """By March 31, 2025 3 components are expected, by July 31 7: 7 - 2 = 5."""
    text = the_letter(day_of(of_ana(tmp_path), "2025-03-31")).text
    assert "* Forge: off track\n" in text
    assert "  2 components done, 3 expected by March 31, 2025, 12 by the end of the year.\n" in text
    assert "  To be on track now: 1 more component. By July 31, 2025: 5 more components.\n" in text
    assert "You are certified. Nothing to do." in text


def test_the_letter_of_december_says_that_goals_are_met_and_asks_for_the_decision(tiny_program):
    """A07 has 7 of 7 components and 3 of 3 meetups, and is certified until August 1, 2025. The
    decision of January 8 is not known yet. The build is as of August 20, 2024."""
    letter = letters_of(tiny_program, DECEMBER)["A07"]
    assert letter.subject == "MVP program: your final checkpoint of December 31, 2024"
    assert (
        letter.text
        == """\
Hello 岳 さとう,

This is the final checkpoint of 2024. You have met your goals of the year. Thank you!

Your tracks in 2024

* Forge: on track
  7 components done, 7 expected by the end of the year.
  The goal of the year is met.
  We have the data of this track up to August 20, 2024 only.

* Meetup: on track
  3 meetups done, 3 expected by the end of the year.
  The goal of the year is met.
  We have the data of this track up to August 5, 2024 only.

Your certification
You are certified until August 1, 2025. Nothing to do.

Your decision
It is up to you whether you extend your title for another year. Please tell us by January 31, \
2025: extend or decline.

All figures are as of December 31, 2024. If a number looks wrong, answer this mail or write to \
mvp.program@outsystems.com, and we will look at it together.

Your MVP program team
"""
    )


def test_the_letter_of_december_says_why_goals_are_not_met(tiny_program):
    """A01 has 10 days of 100, and 5 of 13 answers are accepted (c013 is the last of each). With 90
    more days the second criterion takes ceil((13 + 90) / 3) - 5 = 30 accepted answers."""
    text = letters_of(tiny_program, DECEMBER)["A01"].text
    assert "Your goals of the year are not met; what is missing stands below." in text
    assert (
        "  10 answer days done, 100 expected by the end of the year.\n"
        "  The goal asks for 90 more answer days, with 30 of the next 90 answers accepted "
        "to keep the share.\n"
        "  5 of 13 answers accepted; 1 in 3 asked.\n"
    ) in text
    assert "The exam was due by November 11, 2024. Please write to us" in text
    assert f"extended when the goals are met; yours asked for 90 more answer days{OLD} If" in text
    assert "please write to us by January 31, 2025." in text
    assert "extend or decline" not in text


def test_a_letter_says_that_accepted_answers_are_needed_when_the_days_are_enough(tiny_program):
    """A04 has 5 of 5 days and is on leave; 1 of 6 answers is accepted: 3 of 8 would be a third."""
    september = letters_of(tiny_program, SEPTEMBER)["A04"].text
    assert (
        "  To be on track now: 2 of the next 2 answers accepted. By December 31, 2024: no more "
        "answer days, and 1 in 3 answers accepted.\n"
    ) in september
    december = letters_of(tiny_program, DECEMBER)["A04"].text
    assert (
        f"extended when the goals are met; yours asked for 1 in 3 answers accepted{OLD} If"
        in december
    )


@pytest.mark.parametrize(
    ("mvp_id", "says"),
    [
        ("A03", "You told us on August 20, 2024 that you do not extend your title."),
        ("A05", "You told us on August 21, 2024 that you extend your title."),
        ("a00", "Still to be done before the renewal: exam to be passed (overdue). It is up to"),
    ],
)
def test_the_letter_of_december_says_what_is_decided_or_still_needed(tiny_program, mvp_id, says):
    assert f"Your decision\n{says}" in letters_of(tiny_program, DECEMBER)[mvp_id].text


@pytest.mark.parametrize(
    ("mvp_id", "checkpoint", "says"),
    [
        ("A01", SEPTEMBER, "Your certificate has ended. Please pass the exam by November 11, 2024. "
            "You have 2 attempts left, free of charge.\n"),
        ("A03", SEPTEMBER, "Please pass the exam by October 31, 2024. You have 2 attempts left"),
        ("A04", SEPTEMBER, "The exam did not work out, and no attempt is left."),
        ("A07", SEPTEMBER, "Your certificate ends on November 18, 2024."),
        ("A08", SEPTEMBER, "The exam was due by May 29, 2024."),
    ],
)  # fmt: skip
def test_what_a_letter_says_about_the_certification(tiny_program, mvp_id, checkpoint, says):
    assert f"Your certification\n{says}" in letters_of(tiny_program, checkpoint)[mvp_id].text


def test_an_mvp_who_has_not_signed_the_nda_is_reminded(tiny_program):
    july = letters_of(tiny_program, date(2024, 7, 31))
    assert "\nNDA\nYour NDA is not signed yet" in july["A09"].text
    assert [mvp_id for mvp_id, letter in july.items() if "NDA" in letter.text] == ["A09"]


def test_an_mvp_without_a_commitment_reads_that_one_of_four_tracks_is_enough(tiny_program):
    text = letters_of(tiny_program, SEPTEMBER)["A08"].text
    assert "You have not picked a track for 2024: any one of the four tracks is enough.\n" in text
    assert text.count("\n* ") == 4


def test_where_one_track_is_enough_the_letter_says_so(tmp_path):
    settings = changed_settings({"commitments.require": "any", "letters.contact": CONTACT})
    text = the_letter(day_of(of_ana(tmp_path), "2025-03-31", settings)).text
    assert "Your tracks in 2025\nOne of these tracks is enough.\n" in text


def test_a_letter_says_when_there_is_no_data_of_a_track(tmp_path):
    mvps = "mvp_id,name,email,entered_on,nda_signed_on\nana,Ana,ana@x.org,2025-01-01,2025-01-01\n"
    letter = the_letter(
        day_of(written(tmp_path, {"mvps.csv": mvps, "program.toml": SETTINGS}), "2025-03-31")
    )
    assert letter.text.count("  We have no data of this track yet.\n") == 4


def test_a_letter_says_what_was_never_supplied(tmp_path):
    """Twelve components meet the goal of a track, and one track is enough."""
    rows = "".join(f"c{n},ana,forge,component,2025-{n:02}-01\n" for n in range(1, 13))
    files = {
        "program.toml": SETTINGS,
        "mvps.csv": "mvp_id,name,email,entered_on\nana,Ana,ana@x.org,2025-01-01\n",
        "contributions.csv": f"contribution_id,mvp_id,track,kind,occurred_at\n{rows}",
    }
    text = the_letter(day_of(written(tmp_path, files), "2025-12-31")).text
    assert "You have met your goals of the year. Thank you!\n" in text
    assert (
        "Your tracks in 2025\nWe have no data about commitments: any one of the four tracks is "
        "enough.\n"
    ) in text
    assert (
        "Your certification\nWe have no data about certifications, so yours is unknown here.\n"
        "\n"
        "Your decision\n"
        "We have no data about renewals, so we cannot see here what you may have told us already. "
        "It is up to you whether you extend your title for another year. Please tell us by "
        "January 31, 2026: extend or decline.\n"
        "\n"
        "All figures are as of December 31, 2025. NDAs are not tracked. If a number"
    ) in text
    assert "NDA\n" not in text


def test_an_mvp_who_left_or_has_not_entered_gets_no_letter(tiny_program):
    """A06 left on June 15; A01, A02 and A04 enter in August, a00 in September."""
    assert list(letters_of(tiny_program, date(2024, 3, 31))) == ["A05", "A06", "A08", "A09"]
    assert list(letters_of(tiny_program, date(2024, 7, 31))) == ["A03", "A05", "A07", "A08", "A09"]
    assert list(letters_of(tiny_program, SEPTEMBER)) == [
        "A01", "A02", "A03", "A04", "A05", "A07", "A08", "A09", "a00",
    ]  # fmt: skip


def test_only_mvps_in_the_scope_get_a_letter(tiny_program):
    day = Day(tiny_program.database.resolve(), SEPTEMBER)
    assert [letter.mvp_id for letter in letters(day, Scope(teams=("South",)))] == [
        "A05",
        "A07",
        "a00",
    ]
    assert letters(day, Scope(teams=("South",), only_mvp="A01")) == []
    assert [letter.mvp_id for letter in letters(day, Scope(mvp_id="A01"))] == ["A01"]


# Files


def test_a_mail_has_headers_and_two_parts_with_the_same_sentences(tiny_program):
    day = Day(tiny_program.database.resolve(), SEPTEMBER)
    link = "https://mvp.example.org/mvp"
    (letter,) = letters(day, Scope(mvp_id="A05"), link)
    mail = parsed(letter)
    assert mail.keys() == ["To", "Subject", "X-Unsent", "MIME-Version", "Content-Type"]
    assert mail["To"] == "Ελένη Παππά <eleni@example.org>"
    assert mail["Subject"] == letter.subject
    text, html = body(mail, "plain"), body(mail, "html")
    assert text == letter.text
    assert f"\nYour page: {link}\n" in text
    assert f'<a href="{link}">Your page</a>' in html
    assert "<strong>Forge: off track</strong>" in html
    for said in (
        "Hello Ελένη Παππά,",
        "4 components done, 6 expected by September 30, 2024, 9 by the end of the year.",
        "To be on track now: 2 more components. By December 31, 2024: 5 more components.",
        "Please take the exam again by September 30, 2024. You have 1 attempt left",
        "All figures are as of September 30, 2024.",
    ):
        assert said in text
        assert said in html


def test_a_letter_links_to_the_form_that_disputes_one_of_its_figures(tiny_program):
    """a00 has one track, A05 two; a letter without the page's address has no link."""
    day = Day(tiny_program.database.resolve(), SEPTEMBER)
    link = "https://mvp.example.org/mvp"
    said = "Is a figure of this letter wrong?"
    disputed = f"{link}?mvp=%s&tab=checkpoints&disputed=2024-09-30"
    for mvp_id, address in {
        "a00": f"{disputed % 'a00'}&disputed_track=content",
        "A05": disputed % "A05",
    }.items():
        (letter,) = letters(day, Scope(mvp_id=mvp_id), link)
        assert f"\n{said} Say so here: {address}\n" in letter.text
        shown = address.replace("&", "&amp;")
        assert f'<p>{said} <a href="{shown}">Say so here</a>.</p>' in letter.html
    (letter,) = letters(day, Scope(mvp_id="A05"))
    assert said not in letter.text + letter.html


def test_a_name_adds_no_header_and_no_markup(tmp_path):
    name = 'Eve "É" <b>Ünal</b>\r\nBcc: all@example.org\n\n<script>alert(1)</script>'
    letter = the_letter(day_of(of_ana(tmp_path, name), "2025-03-31"))
    mail = parsed(letter)
    assert mail.keys() == ["To", "Subject", "X-Unsent", "MIME-Version", "Content-Type"]
    one_line = 'Eve "É" <b>Ünal</b> Bcc: all@example.org <script>alert(1)</script>'
    assert name_and_address(letter) == (one_line, "ana@example.org")
    html = body(mail, "html")
    assert "<b>" not in html
    assert "<script>" not in html
    assert "Hello Eve &#34;É&#34; &lt;b&gt;Ünal&lt;/b&gt; Bcc" in html
    assert body(mail, "plain").startswith(f"Hello {one_line},\n")


@pytest.mark.parametrize(
    "name",
    [
        "चंद्रशेखर वेंकटरमन सुब्रमण्यम अय्यर राव पाटिल देशमुख कुलकर्णी",
        "Александр Константинопольский",
        "محمد بن عبد الله بن عبد العزيز",
        "Ana " + "de la Cruz y " * 30 + "Lopes",
        "=?utf-8?q?Ana?=",
        'Lopes, "Ana" (PhD)',
        "😀" * 30,
    ],
)
def test_a_name_is_unchanged_and_no_line_of_the_header_is_too_long(tmp_path, name):
    letter = the_letter(day_of(of_ana(tmp_path, name), "2025-03-31"))
    assert name_and_address(letter) == (letter.name, "ana@example.org")
    assert letter.name == name
    header = as_mail(letter).split(b"\r\n\r\n")[0].decode("ascii")
    assert all(len(word) <= 75 for word in re.findall(r"=\?[^ ]*\?=", header))
    assert all(len(line) <= 78 for line in header.split("\r\n"))


@pytest.mark.parametrize(
    ("email", "address"),
    [
        ("ana@exämple.org", "ana@xn--exmple-cua.org"),
        ("ana@straße.example", "ana@xn--strae-oqa.example"),  # not strasse.example
        ("ana@例え.テスト", "ana@xn--r8jz45g.xn--zckzah"),
        ("ana@example.org\u200b", "ana@example.org"),
        ("\ufeffana@example.org\u00a0", "ana@example.org"),
        ("josé@example.org", None),
        ("ana\u200b@example.org", None),
        ("ana@-.org\u0301", None),
    ],
)
def test_an_address_in_other_letters_is_written_in_ascii_or_left_out(tmp_path, email, address):
    day = day_of(of_ana(tmp_path, email=email), "2025-03-31")
    letter = the_letter(day)
    found = name_and_address(letter)
    assert (found and found[1]) == address
    assert write_letters(day, tmp_path / "out") == (1, [] if address else ["ana"])


def test_a_mail_has_no_to_line_when_the_address_is_not_valid_and_the_mvp_is_named(tmp_path):
    day = day_of(of_ana(tmp_path, email="ana..smith@example.org"), "2025-03-31")
    assert parsed(the_letter(day))["To"] is None
    assert write_letters(day, tmp_path / "out") == (1, ["ana"])


def test_the_table_for_mail_merge_has_one_row_per_letter_and_no_formula(tmp_path):
    day = day_of(of_ana(tmp_path, '=HYPERLINK("https://example.org")'), "2025-03-31")
    write_letters(day, tmp_path / "out")
    with (tmp_path / "out" / "letters.csv").open(encoding="utf-8", newline="") as file:
        header, row = csv.reader(file)
    assert header == ["mvp_id", "name", "email", "subject", "text", "html"]
    assert row[:4] == [
        "ana",
        '\'=HYPERLINK("https://example.org")',
        "ana@example.org",
        "MVP program: your checkpoint of March 31, 2025",
    ]
    assert row[4].startswith('Hello =HYPERLINK("https://example.org"),\n')


def test_an_mvp_id_cannot_name_another_folder():
    letter = Letter("Ana", "ana@example.org", "", "", "", mvp_id="../a/b")
    assert file_name(letter) == "..%2Fa%2Fb.eml"


def test_a_long_mvp_id_gives_a_short_file_name(tmp_path):
    """Systems allow names of about 255 bytes, and each ä takes six."""
    ids = ["ä" * 200, "ä" * 201]
    names = [file_name(Letter("", "", "", "", "", mvp_id)) for mvp_id in ids]
    assert len(set(names)) == 2
    assert all(len(name) < 130 and name.endswith(".eml") for name in names)


MANY = {
    "program.toml": SETTINGS,
    "mvps.csv": "mvp_id,name,email,entered_on,nda_signed_on\n"
    + "".join(
        f"{mvp_id},{mvp_id},m{number}@example.org,2025-01-01,2025-01-01\n"
        for number, mvp_id in enumerate(["ana", "Ana", "ben", "x" * 300])
    ),
}


def test_mvp_ids_that_differ_in_case_or_are_long_have_a_letter_each(tmp_path):
    day = day_of(written(tmp_path / "input", MANY), "2025-03-31")
    assert write_letters(day, tmp_path / "out") == (4, [])
    names = {path.name.casefold() for path in (tmp_path / "out").glob("*.eml")}
    assert len(names) == 4
    assert "ben.eml" in names


def test_a_letter_that_cannot_be_written_is_named_and_the_others_are_written(tmp_path):
    """A folder is in the place of one of the mails."""
    day = day_of(written(tmp_path / "input", MANY), "2025-03-31")
    (tmp_path / "out" / "ben.eml").mkdir(parents=True)
    with pytest.raises(ProgramError, match=r"1 of 4 letters cannot be written: ben \(Is a dir"):
        write_letters(day, tmp_path / "out")
    assert sum(path.is_file() for path in (tmp_path / "out").glob("*.eml")) == 3
    with (tmp_path / "out" / "letters.csv").open(encoding="utf-8", newline="") as file:
        assert [row["mvp_id"] for row in csv.DictReader(file)] == ["Ana", "ana", "x" * 300]


def test_writing_twice_gives_the_same_bytes(tiny_program, tmp_path):
    for out in ("first", "second"):
        write_letters(Day(tiny_program.database.resolve(), SEPTEMBER), tmp_path / out)
    first, second = (
        {path.name: path.read_bytes() for path in (tmp_path / out).iterdir()}
        for out in ("first", "second")
    )
    assert len(first) == 10
    assert first == second


def test_a_folder_with_other_mails_is_refused(tiny_program, tmp_path):
    """A06 had a letter in March and has none in September."""
    database = tiny_program.database.resolve()
    write_letters(Day(database, date(2024, 3, 31)), tmp_path)
    with pytest.raises(ProgramError, match=r"holds other mails, such as A06\.eml; take a new"):
        write_letters(Day(database, SEPTEMBER), tmp_path)
    assert not (tmp_path / "A01.eml").exists()


# The command


def run(*words: object) -> subprocess.CompletedProcess:
    """Run `python -m data letters` for real, with its output in pipes."""
    command = [sys.executable, "-m", "data", "letters", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT)


def test_the_command_writes_the_letters_with_the_url_of_the_page(tiny_program, tmp_path):
    done = run("--database", tiny_program.database, "--checkpoint", SEPTEMBER,
               "--out", tmp_path / "out", "--url", "https://mvp.example.org/")  # fmt: skip
    assert [done.returncode, done.stderr] == [0, ""]
    assert done.stdout == f"Wrote 9 letters and letters.csv to {tmp_path / 'out'}\n"
    mail = message_from_bytes((tmp_path / "out" / "A07.eml").read_bytes(), policy=default)
    assert "https://mvp.example.org/mvp\n" in body(mail, "plain")


def test_a_date_that_is_not_a_checkpoint_ends_with_1_and_the_checkpoints_of_its_year(
    tiny_program, tmp_path
):
    done = run("--database", tiny_program.database, "--checkpoint", "2024-06-30", "--out", tmp_path)
    assert [done.returncode, done.stdout] == [1, ""]
    assert done.stderr == (
        "Error: 2024-06-30 is not a checkpoint; those of its year are "
        "2024-03-31, 2024-07-31, 2024-09-30, 2024-12-31\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_future_checkpoint_is_refused_and_one_of_today_is_not(tiny_program):
    day = Day(tiny_program.database.resolve(), date(2024, 9, 29))
    with pytest.raises(ProgramError, match="2024-09-30 has not come yet"):
        refuse_unless_past(day, SEPTEMBER, today=date(2024, 9, 29))
    refuse_unless_past(day, SEPTEMBER, today=SEPTEMBER)


def test_a_url_that_a_browser_would_run_is_refused(tiny_program, tmp_path):
    done = run("--database", tiny_program.database, "--checkpoint", SEPTEMBER,
               "--out", tmp_path, "--url", "javascript:alert(1)")  # fmt: skip
    assert done.returncode == 2
    assert "is not a URL such as https://mvp.example.org" in done.stderr
