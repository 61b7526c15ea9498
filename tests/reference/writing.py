"""Output text and CSV files: docs/contract.md, "Output"."""

from datetime import date
from pathlib import Path

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", *"\uff1d\uff0b\uff0d\uff20")
COLUMNS = {
    "members.csv": "mvp_id name team country status entered_on tracks level goals_met risk"
    " certification renewal_stage",
    "progress.csv": "mvp_id name team track committed done expected target next_checkpoint"
    " expected_at_checkpoint needed answers solutions level goal_met",
    "risk.csv": "mvp_id name team about checkpoint days_left done expected_at_checkpoint needed"
    " chance risk reason",
    "certifications.csv": "mvp_id name team status valid_until deadline failed_attempts"
    " attempts_left",
    "renewals.csv": "mvp_id name team year stage goals_met certification invited_on decision"
    " decided_on renewed_on",
    "nominations.csv": "nominee_email nominee_name stage nominations first_nominated_on"
    " feedback_yes feedback_no feedback_unsure one_year_of_use certification_level mvp_id",
    "benefits.csv": "mvp_id name benefit state granted_on",
    "contributions.csv": "contribution_id mvp_id track kind day title url accepted counted"
    " not_counted_because points",
}


def cell(value: object) -> str:
    """A value as output text; text that a spreadsheet would run gets a leading `'`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.4f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return f"'{value}" if value.lstrip("'").startswith(FORMULA_STARTS) else value
    return str(value)


def output_row(file: str, values: dict[str, object]) -> dict[str, str]:
    """A row of a file as text, its columns in order."""
    return {column: cell(values[column]) for column in COLUMNS[file].split()}


def quoted(text: str) -> str:
    """A cell as in RFC 4180, in quotes only where they are needed."""
    if any(character in text for character in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def write(rows: dict[str, list[dict[str, str]]], out: Path) -> None:
    """Write each file of a snapshot into the folder `out`, with its header always."""
    out.mkdir(parents=True, exist_ok=True)
    for file, body in rows.items():
        columns = [*(body[0] if body else COLUMNS[file].split())]
        lines = [columns, *([row[column] for column in columns] for row in body)]
        text = "".join(",".join(quoted(value) for value in line) + "\n" for line in lines)
        (out / file).write_text(text, encoding="utf-8", newline="")
