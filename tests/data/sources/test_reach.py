"""How far the data of a track reaches, by the raw exports that it comes from."""

from .exports import MAPPING, built

EXPORT = "id,who,at\n1,nobody,2024-06-01\n2,ana_t,2025-03-01\n3,nobody,2025-11-20\n"
SPANS = (
    "select track, complete_from::varchar, complete_until::varchar from data_spans "
    "where track in ('forge', 'content') order by track"
)
CONTENT = "contribution_id,mvp_id,track,kind,occurred_at\nx,ben,content,article,2023-02-01\n"


def test_rows_of_anybody_say_how_far_a_track_reaches(tmp_path):
    outcome = built(tmp_path, MAPPING, EXPORT, **{"contributions.csv": CONTENT})
    assert outcome.rows(SPANS) == [
        ("content", "2023-01-01", "2023-02-01"),
        ("forge", "2024-01-01", "2025-11-20"),
    ]


def test_what_sources_states_goes_before_it(tmp_path):
    stated = "track,complete_until,complete_from\nforge,2025-05-01,\nforge,,2025-02-01\n"
    outcome = built(tmp_path, MAPPING, EXPORT, **{"sources.csv": stated})
    assert outcome.rows(SPANS)[1] == ("forge", "2025-02-01", "2025-05-01")


def test_days_after_the_build_say_nothing(tmp_path):
    outcome = built(tmp_path, MAPPING, EXPORT + "4,nobody,2026-06-01\n")
    assert outcome.rows(SPANS)[1] == ("forge", "2024-01-01", "2025-11-20")
