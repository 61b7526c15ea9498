"""A program's own words: `[words]` in its settings, and texts that say them."""

from pathlib import Path

import pytest

from data.errors import ProgramError
from data.settings.files import load
from data.settings.own_words import OwnWords
from data.settings.saying import in_own_words, own_label, own_word, speaking
from data.settings.tables import rule_tables

AMBASSADORS = OwnWords(
    program="Ambassador circle",
    person="ambassador",
    people="ambassadors",
    lead="owner",
    leads="owners",
    checkpoint="review",
    checkpoints="reviews",
    labels={"on_track": "on course", "left": "alumni"},
)
CHAMPIONS = OwnWords(person="Champion", people="staff")


def settings(folder: Path, text: str) -> Path:
    (path := folder / "program.toml").write_text(text, encoding="utf-8")
    return path


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(ProgramError) as refused:
        load(settings(folder, text))
    return str(refused.value).removeprefix(str(folder / "program.toml"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Each MVP has a lead.", "Each ambassador has an owner."),
        ("MVPs by status", "Ambassadors by status"),
        ("Nobody left. MVPs stay.", "Nobody left. Ambassadors stay."),
        ("**MVPs** and MVPs", "**Ambassadors** and ambassadors"),
        ("An MVP or a team lead", "An ambassador or an owner"),
        ("a checkpoint, a Checkpoint", "a review, a Review"),
        ("# MVP program, the week", "# Ambassador circle, the week"),
        ("your MVP program team", "your Ambassador circle team"),
        ("the MVP's page, MVPs' pages", "the ambassador's page, ambassadors' pages"),
        ("Lead: no team", "Owner: no team"),
        ("non-MVPs", "non-ambassadors"),
        ("{label:on_track} or better, {label:on_track}", "On course or better, on course"),
        ("{label:behind}", "Behind"),
    ],
)
def test_a_text_is_said_in_own_words(text: str, said: str) -> None:
    with speaking(AMBASSADORS):
        assert in_own_words(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "mvp_id, MVP_SETTINGS and mvps.csv",
        "`python -m data letters --checkpoint D` and `MVP`",
        "year.checkpoints, data/checkpoints and --checkpoints",
        "misleading and leading",
    ],
)
def test_names_of_files_keys_and_commands_stay(text: str) -> None:
    with speaking(AMBASSADORS):
        assert in_own_words(text) == text


def test_a_value_that_is_put_into_a_text_stays() -> None:
    with speaking(AMBASSADORS):
        said = in_own_words(
            "{name}, the MVP, wrote {title}", name="Lead", title="An MVP checkpoint"
        )
    assert said == "Lead, the ambassador, wrote An MVP checkpoint"


def test_the_article_follows_the_sound_and_the_ending_follows_the_word() -> None:
    with speaking(CHAMPIONS):
        assert in_own_words("an MVP, An MVP") == "a Champion, A Champion"
        assert in_own_words("MVPs' goals") == "Staff's goals"
    articles = {"hour": "an", "user": "a", "NGO": "an", "UX lead": "a", "one": "a", "umpire": "an"}
    for word, article in articles.items():
        with speaking(OwnWords(person=word, people="people")):
            assert in_own_words("is an MVP") == f"is {article} {word}"


def test_standard_words_leave_every_text_as_it_is() -> None:
    texts = "An MVP, a team lead, the lead's MVPs' checkpoints. MVP program"
    assert in_own_words(texts) == texts
    assert in_own_words("{label:out_of_reach}, {label:at_risk}") == "Out of reach, at risk"
    with speaking(OwnWords(labels={"ahead": "early"})):
        assert in_own_words(texts) == texts


def test_words_end_with_their_context() -> None:
    with speaking(AMBASSADORS):
        assert (own_word("people"), own_label("left")) == ("ambassadors", "alumni")
        assert own_label("mvp") == "ambassador"  # the last stage of a nominee
    assert (own_word("people"), own_label("left"), own_label("mvp")) == ("MVPs", "left", "mvp")


def test_the_labels_of_a_program_are_in_its_tables_and_words_do_not_change_the_digest(tmp_path):
    text = '[words]\nperson = "star"\npeople = "stars"\n[words.labels]\nunknown = "not known"'
    own = load(settings(tmp_path, text))
    tables = rule_tables(own)
    for table, column in (("rule_levels", "level"), ("rule_risks", "risk")):
        labels = {row[column]: row["label"] for row in tables[table]}
        assert labels["unknown"] == "not known"
        assert "not known" not in {label for word, label in labels.items() if word != "unknown"}
    assert tables["rule_settings"][0]["people_word"] == "stars"
    assert own.digest == load().digest


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[words]\npersons = "star"', " line 2: words.persons: unknown key; is person meant?"),
        (
            '[words]\nperson = "star"',
            " line 2: words.person: person and people go together: write both",
        ),
        (
            '[words]\nlead = "MVP"\nleads = "MVPs"',
            ": 2 settings are wrong:\n"
            '  line 2: words.lead: person and lead are both "MVP"; call them differently\n'
            '  line 3: words.leads: people and leads are both "MVPs"; call them differently',
        ),
        (
            '[words]\nperson = "leader"\npeople = "leads"',
            ' line 3: words.people: people and leads are both "leads"; call them differently',
        ),
        (
            '[words]\nprogram = "Checkpoint"',
            ' line 2: words.program: program and checkpoint are both "checkpoint"; '
            "call them differently",
        ),
        (
            '[words]\nlead = "goal"\nleads = "owners"',
            ' line 2: words.lead: "goal" is what pages call something else; take another word',
        ),
        (
            '[words]\nprogram = "<b>Stars</b>"',
            ' line 2: words.program: "<b>Stars</b>" is no word to show: it may have letters, '
            "digits, spaces, hyphens and apostrophes, such as team captain",
        ),
        (
            '[words]\nprogram = "' + "a" * 41 + '"',
            " line 2: words.program: may have at most 40 characters",
        ),
        (
            '[words.labels]\non_trak = "fine"',
            " line 2: words.labels.on_trak: the rules have no such word; is on_track meant?",
        ),
        (
            '[words.labels]\non_track = "Ahead"',
            ' line 2: words.labels.on_track: ahead and on_track both read "Ahead"',
        ),
    ],
)
def test_words_that_cannot_be_are_refused(tmp_path: Path, text: str, said: str) -> None:
    assert refusal(tmp_path, text) == said
