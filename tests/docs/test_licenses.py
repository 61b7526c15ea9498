"""The licenses of the packages that the dashboard runs on."""

import subprocess

import pytest

from tests.licenses import DOCUMENT, TABLE, table


def test_the_page_of_licenses_lists_what_is_installed():
    listed = TABLE.search(DOCUMENT.read_text(encoding="utf-8"))[0]
    assert listed == table()


def test_a_license_that_is_not_accepted_stops_the_list():
    with pytest.raises(subprocess.CalledProcessError) as refused:
        table("--allow-only=MIT;MIT License;MIT-0;MIT-CMU")
    assert "not in allow-only licenses was found for package" in refused.value.stderr
