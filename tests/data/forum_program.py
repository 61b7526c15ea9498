"""A program with a forum whose raw export has strangers and a gap."""

from datetime import date, timedelta
from pathlib import Path

from .folders import Outcome, build_files, written

MVPS = """mvp_id,name,email,entered_on,team
ana,Ana,ana@example.org,2024-01-10,North
ben,Ben,ben@example.org,2024-01-10,North
cem,Cem,cem@example.org,2024-01-10,South
eva,Eva,eva@example.org,2024-01-10,South
zoe,Zoe,zoe@example.org,2024-01-10,South
"""
COMMITMENTS = """mvp_id,year,track
ana,2025,forum
ben,2025,forum
cem,2025,forum
eva,2025,forge
zoe,2024,forum
"""
ACCOUNTS = """source,account,mvp_id,from_on,to_on
forum,anna,ana,,2025-03-31
forum,ana2,ana,2025-04-01,
Forum,benny,ben,,
blog,cem,cem,,
"""
MAPPING = """
[match]
columns = ["id", "user", "mail", "on"]

[contributions]
contribution_id = "id"
account = "user"
email = "mail"
track = { value = "forum" }
kind = { value = "answer" }
occurred_at = "on"
"""
WITH_LINKS = MAPPING.replace('"on"]', '"on", "link"]') + 'url = "link"\n'


def build_with_forum(work: Path) -> Outcome:
    """A build of a forum with an answer a day, but none for 18 days in May; a stranger is the last.

    Ana has 7 answers there by two accounts, Eva 1 by her e-mail address; the others are of people
    whom nobody knows, and of Zoe in a contract file.
    """
    days = [date(2025, 3, 1) + timedelta(days=number) for number in range(80)]
    days = [day for day in days if not date(2025, 5, 1) < day < date(2025, 5, 20)]
    posts = ["id,user,mail,on,link"]
    for number, day in enumerate(days):
        user = "anna" if day < date(2025, 4, 1) else "ana2"
        posts.append(f"{number},{user if number % 10 == 0 else 'somebody'},,{day},")
    posts.append("e,eva,eva@example.org,2025-05-20,")
    posts.append("s,somebody,,2025-06-30,https://forum.example/s")
    written(work / "input" / "sources", {"forum.toml": WITH_LINKS})
    written(work / "input" / "raw" / "forum", {"posts.csv": "\n".join(posts)})
    rows = [f"forum:z{number},zoe,forum,answer,{day}" for number, day in enumerate(days)]
    rows += ["other:1,zoe,forum,answer,2025-05-20"]
    contributions = "contribution_id,mvp_id,track,kind,occurred_at\n" + "\n".join(rows)
    files = {"mvps.csv": MVPS, "commitments.csv": COMMITMENTS, "accounts.csv": ACCOUNTS}
    return build_files(work, files | {"contributions.csv": contributions})
