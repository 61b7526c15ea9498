"""A text of the data never becomes more than the name of a file in one folder."""

import pytest

from data.outputs.file_names import file_name_of, slug

HOSTILE = [
    "../../etc/passwd",
    "/etc/passwd",
    "..\\..\\windows",
    "C:\\x",
    "a/b",
    "a\0b",
    "a\nb\x1b[2J",
    "\u202egnp.exe",
    "..",
    "x" * 300,
    "é" * 300,
    "😀" * 300,
    'a"; filename="b',
    "%2F",
]
DEVICES = ["con", "CON", "nul.txt", "aux", "prn", "COM1", "lpt9", "con .x"]


@pytest.mark.parametrize("text", HOSTILE + DEVICES)
def test_it_is_a_short_name_of_plain_letters_without_a_path(text: str):
    name = file_name_of(text, ".csv")
    assert name.isascii()
    assert name.isprintable()
    assert not set(name) & set('/\\:*?"<>|')
    assert name not in (".", "..")
    assert len(name) < 130
    assert name.endswith(".csv")


@pytest.mark.parametrize("text", DEVICES)
def test_no_name_is_one_of_a_device_of_windows(text: str):
    name = file_name_of(text, ".eml")
    assert name.split(".")[0].strip().lower() not in {"con", "nul", "aux", "prn", "com1", "lpt9"}
    assert name.startswith("%")


@pytest.mark.parametrize("text", ["A07", "ana lopes", "-Lx7", "console", "com", "contributions"])
def test_an_ordinary_text_stays_as_it_is(text: str):
    assert file_name_of(text, ".eml") == f"{text}.eml"


def test_different_texts_have_different_names():
    texts = {*HOSTILE, *DEVICES, "%63on", "x" * 301, "x" * 100}
    assert len({file_name_of(text, "") for text in texts}) == len(texts)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("at_risk/calls", "at-risk-calls"),
        ("D-A-CH & Nordics", "d-a-ch-nordics"),
        ("Ünal Çelik · Straße", "unal-celik-strasse"),
        ("Zoe\u0308", "zoe"),
        ("Юрий", "юрий"),
        ("अनुष्का शर्मा", "अनुष्का-शर्मा"),
        ("김민수", "김민수"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\0b\u202egnp.exe", "a-b-gnp-exe"),
        ("...", ""),
    ],
)
def test_a_slug_has_the_words_of_a_text_with_hyphens(text: str, name: str):
    assert slug(text) == name


@pytest.mark.parametrize("text", HOSTILE)
def test_a_slug_is_short_and_has_no_path(text: str):
    name = slug("team", text)
    assert not set(name) & set('/\\:*?"<>|. ')
    assert name.isprintable()
    assert len(name.encode()) <= 200
