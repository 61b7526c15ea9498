"""The rows of the tiny program, to change some of them."""

from data.inputs.contract import INPUTS
from data.inputs.csv_records import CsvFile
from data.inputs.files import files_of

from .folders import TINY


class Tables(dict[str, list[dict[str, str]]]):
    """The rows of each input; not spelled out when an example fails."""

    def __repr__(self) -> str:
        return f"{type(self).__name__} of {', '.join(self)}"


def tiny_rows() -> Tables:
    """The rows of each input of the tiny program that stand, in the order of their files."""
    tables = Tables()
    for spec in INPUTS:
        standing = {}
        for path in files_of(spec, TINY):
            file = CsvFile(path)
            for record in file.records():
                row = dict(zip(file.header, record.cells, strict=True))
                standing[tuple(row[column].strip() for column in spec.key)] = row
        if standing:
            tables[spec.name] = list(standing.values())
    return tables
