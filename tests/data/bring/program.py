"""A program with a draft that adds, changes and removes files; and what became of it."""

import os
from datetime import date
from pathlib import Path
from typing import NamedTuple

from data.bring.draft import Draft, open_draft
from data.bring.uploads import add
from data.build.build import build
from data.settings.files import load
from data.store.replacing import replacement
from tests.data.folders import MVPS, served, written
from tests.data.forum_program import MAPPING

AS_OF = date(2025, 12, 31)
POSTS = "id,user,mail,on\n1,ana,ana@example.org,2025-03-01\n"
MORE_POSTS = "id,user,mail,on\n2,ben,ben@example.org,2025-04-01\n"
CAY = "cay,Cay,cay@example.org,2025-01-01,\n"
OLD_FILES = {
    "mvps.csv": MVPS,
    "leaves.csv": "mvp_id,from_on,to_on\nana,2025-02-01,2025-02-10\n",
    "sources/forum.toml": MAPPING,
    "raw/forum/posts.csv": POSTS,
}
NEW_FILES = {
    "mvps.csv": MVPS + CAY,
    "sources/forum.toml": MAPPING,
    "raw/forum/posts.csv": POSTS,
    "raw/forum/posts-2.csv": MORE_POSTS,
    "raw/form/answers/a.csv": POSTS,
}
OLD_PEOPLE, NEW_PEOPLE = ["ana", "ben"], ["ana", "ben", "cay"]


class Program(NamedTuple):
    """A program's folder and its database, which is built."""

    folder: Path
    database: Path

    @property
    def files(self) -> dict[str, str]:
        """The files that a build reads, with their content."""
        found = {}
        for parent, folders, names in os.walk(self.folder):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                path = Path(parent, name)
                found[path.relative_to(self.folder).as_posix()] = path.read_text()
        return found

    @property
    def people(self) -> list[str]:
        """Who is in the database that is served."""
        return served(self.database)

    @property
    def is_old(self) -> bool:
        return (self.files, self.people) == (OLD_FILES, OLD_PEOPLE)

    @property
    def is_new(self) -> bool:
        return (self.files, self.people) == (NEW_FILES, NEW_PEOPLE)


def make_program(at: Path, out: Path | None = None) -> Program:
    """A program that is built, in the folder `at`; its database is in the folder `out`."""
    folder = written(at / "program", OLD_FILES)
    program = Program(folder, (out or at / "out") / "mvp.duckdb")
    build(folder, program.database, AS_OF, load())
    assert program.is_old
    return program


def make_draft(program: Program) -> Draft:
    """A draft that makes NEW_FILES of the program's files."""
    draft = open_draft(program.folder)
    add(draft, "posts.csv", MORE_POSTS.encode())
    for place in ("mvps.csv", "raw/form/answers/a.csv"):
        with replacement(draft.work / place) as file:
            file.write(NEW_FILES[place].encode())
    (draft.work / "leaves.csv").unlink()
    return draft
