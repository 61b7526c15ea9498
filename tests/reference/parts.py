"""What a program without some parts does not have: docs/own-program.md and docs/contract.md."""

from collections import defaultdict
from dataclasses import replace

from tests.reference.inputs import Inputs
from tests.reference.settings import Settings

FILES = {
    "certification": {"certifications.csv"},
    "nominations": {"nominations.csv"},
    "benefits": {"benefits.csv"},
    "renewal": {"renewals.csv"},
}
COLUMNS = {
    "certification": {"certification", "certification_level"},
    "exams": {"deadline", "failed_attempts", "attempts_left"},
    "renewal": {"renewal_stage"},
    "points": {"points"},
}
Rows = dict[str, list[dict[str, str]]]


def with_its_inputs(settings: Settings, inputs: Inputs) -> Inputs:
    """The inputs that such a program reads: files of the parts that it lacks are not read."""
    lacking = settings.lacking
    if "certification" in lacking:
        inputs = replace(
            inputs, supplied=inputs.supplied - {"certifications"}, attempts=defaultdict(list)
        )
    if "renewal" in lacking:
        inputs = replace(inputs, supplied=inputs.supplied - {"renewals"}, renewals={})
    if "nominations" in lacking:
        supplied = inputs.supplied - {"nominations", "feedback"}
        inputs = replace(inputs, supplied=supplied, nominations=[], feedback=[])
    if "benefits" in lacking:
        inputs = replace(inputs, supplied=inputs.supplied - {"benefits"}, benefits=[])
    return inputs


def without_lacking(settings: Settings, files: Rows) -> Rows:
    """The files and columns of a snapshot that such a program has."""
    every_measure = (each.measures.values() for _, each in settings.sets)
    counts_points = any(track.counts == "points" for tracks in every_measure for track in tracks)
    lacking = settings.lacking | (set() if counts_points else {"points"})
    gone = set().union(*(FILES.get(part, set()) for part in lacking))
    columns = set().union(*(COLUMNS.get(part, set()) for part in lacking))
    return {
        file: [{name: row[name] for name in row if name not in columns} for row in rows]
        for file, rows in files.items()
        if file not in gone
    }
