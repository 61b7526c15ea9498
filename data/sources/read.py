"""The raw exports of a folder, as files of the inputs that they feed (docs/sources.md)."""

from collections import defaultdict
from datetime import date
from pathlib import Path

import duckdb

from data.days.addresses import create_address_of
from data.days.span import last_day
from data.inputs.contract import Input
from data.inputs.input_files import SourceFile
from data.inputs.progress import ReportProgress
from data.inputs.time_zones import add_zones
from data.sources.cells import create_macros
from data.sources.choose import choose
from data.sources.exports import Group, RawFileReport, read_exports, stopped
from data.sources.formats.files import raw_files
from data.sources.mapped import map_group
from data.sources.mapping import zones_of
from data.sources.mapping_file import read_mappings
from data.sources.reach import find_reach
from data.sources.repeats import settle_repeats


class FolderSources:
    """The raw exports in `folder` with the mappings that read them; see Sources.

    `notices` has a line for each file that is not read, and for each fault of a mapping.
    `raw_files` says what became of each raw file.

    Raises ProgramError when the folder cannot be listed.
    """

    def __init__(self, folder: Path, as_of: date) -> None:
        mappings, faults = read_mappings(folder)
        self.notices: list[str] = [*faults]
        self.raw_files: list[RawFileReport] = []
        self._as_of = as_of
        self._groups: list[Group] = []
        self._mapped = 0
        grouped = defaultdict(list)
        for file in raw_files(folder):
            if (choice := choose(file, mappings)) is None:
                continue
            if choice.mapping is None:
                self._report(
                    RawFileReport(file.place, choice.source, None, None, choice.not_read_because)
                )
            else:
                grouped[choice.source, choice.mapping.name].append(choice)
        for (source, _), choices in sorted(grouped.items()):
            if (mapping := choices[0].mapping) is not None:
                self._groups.append(Group(source, mapping, choices))

    def feeds(self, spec: Input) -> bool:
        """Whether some mapping that reads a file makes rows of the input."""
        return any(spec.name in group.mapping.inputs for group in self._groups)

    def files_of(
        self, con: duckdb.DuckDBPyConnection, spec: Input, report_progress: ReportProgress
    ) -> list[SourceFile]:
        """The exports with rows of the input, in the order of sources, mappings and paths."""
        files: list[SourceFile] = []
        for group in self._groups:
            if spec.name not in group.mapping.inputs:
                continue
            if group.exports is None:
                self._read(con, group.source, report_progress)
            self._mapped += 1
            found, faults = map_group(
                con, group, spec, f"mapped_{self._mapped}", last_day(self._as_of).year + 1
            )
            files.extend(found)
            self.notices.extend(faults)
        return files

    def settle(
        self, con: duckdb.DuckDBPyConnection, spec: Input, files: dict[int, SourceFile]
    ) -> None:
        """Give repeated contributions an outcome; `files` are the exports by their number."""
        if spec.name == "contributions" and files:
            find_reach(con, files, self._as_of)
        compared = [n for n, file in files.items() if not file.keeps_same_links]
        if spec.name == "contributions" and compared:
            settle_repeats(con, compared)

    def _read(self, con: duckdb.DuckDBPyConnection, source: str, progress: ReportProgress) -> None:
        """Read all exports of a source, unless one of them was cut off: then none is used."""
        if not any(other.exports is not None for other in self._groups):
            create_address_of(con)
            create_macros(con)
        reports: list[RawFileReport] = []
        notices: list[str] = []
        of_source = [(n, group) for n, group in enumerate(self._groups) if group.source == source]
        for number, group in of_source:
            add_zones(con, zones_of(group.mapping), last_day(self._as_of))
            group.exports, found, said = read_exports(con, group, number, self._as_of, progress)
            reports += found
            notices += said
        faulty = [report for report in reports if report.not_read_because]
        if cut_off := next((report for report in faulty if report.rows is not None), None):
            others = [report for report in reports if not report.not_read_because]
            self.raw_files += [stopped(report, cut_off) for report in others]
            reports, notices = faulty, []
            for _, group in of_source:
                group.exports = []
        self.notices += notices
        for report in reports:
            self._report(report)

    def _report(self, report: RawFileReport) -> None:
        self.raw_files.append(report)
        if report.not_read_because:
            self.notices.append(f"{report.file}: {report.not_read_because}")
