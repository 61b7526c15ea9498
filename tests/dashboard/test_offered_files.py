"""Which files are remembered, and for whom."""

from dashboard.server.files import Offers

ENTRY = {"page": "progress"}


def test_a_file_is_remembered_for_those_whom_it_was_offered_to() -> None:
    offers = Offers(lambda id_: True)
    offers.add("file", "ann@example.org", ENTRY)
    offers.add("file", "bob@example.org", {"page": "mvp"})
    assert offers.get("file", "ann@example.org") == ENTRY
    assert offers.get("file", "bob@example.org") == {"page": "mvp"}
    assert offers.get("file", "cleo@example.org") is None
    assert offers.get("file", None) is None
    assert offers.get("another", "ann@example.org") is None


def test_files_that_are_gone_are_forgotten_and_the_others_are_not() -> None:
    now = [0.0]
    offers = Offers(lambda id_: id_ in ("first", "second"), lambda: now[0])
    for id_ in ("first", "gone", "second"):
        offers.add(id_, "ann@example.org", ENTRY)
    now[0] = 3600.0  # the last ones were offered just now, and may not be there yet
    for number in range(2000):
        offers.add(str(number), "ann@example.org", ENTRY)
    remembered = ("first", "second", "0", "1999")
    assert all(offers.get(id_, "ann@example.org") for id_ in remembered)
    assert offers.get("gone", "ann@example.org") is None
