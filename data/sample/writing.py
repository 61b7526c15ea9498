"""The titles, URLs and times of contributions, in several scripts."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np

from data.sample.activity import Activity, stream
from data.sample.files import Row
from data.sample.people import Person
from data.sample.program import Program
from data.sample.season import Year
from data.sample.styles import Style

FORMULA_TITLES = (
    "=SUM() in an Aggregate?",
    "+1 for dark mode",
    "-1 is not an error",
    "@mentions in the Forge",
)

# Country.naming -> titles in the language of people with such names
LOCAL_TITLES = {
    "portuguese": "Como migrar para Reactive, passo a passo|Integração: lições da produção",
    "spanish": "¿Cómo optimizar una consulta?|Diseño de módulos: guía rápida|Sesión del año",
    "french": "Créer un composant réutilisable|Où placer la logique métier ?|Leçons d’été",
    "german": "Größere Datenmengen: so geht’s|Prüfungen über mehrere Module|Für Einsteiger",
    "polish": "Jak przyspieszyć zapytania|Bezpieczeństwo, krok po kroku|Źródła błędów",
    "greek": "Γρήγορος οδηγός ενοποίησης|Συνάντηση της κοινότητας",
    "cyrillic": "Как да ускорим заявките|Ръководство за начинаещи|Среща на общността",
    "devanagari": "शुरुआती लोगों के लिए मार्गदर्शिका|डेटा माइग्रेशन कैसे करें?|सामुदायिक बैठक",
    "japanese": "外部連携の作り方|画面の表示が遅いときの対処法|コミュニティ勉強会「秋」",
    "chinese": "如何优化查询性能|组件开发入门，第一部分|社区聚会",
    "korean": "초보자를 위한 안내서|성능 개선 방법|커뮤니티 모임",
    "arabic": "دليل المبتدئين للتكامل|كيف نحسّن سرعة الاستعلام؟|لقاء المجتمع",
    "hebrew": "מדריך למתחילים|איך לשפר ביצועים?|מפגש קהילה",
}

REPEATED_YEARLY = 0.12


@cache
def titles_of(style: Style, kind: str, naming: str) -> tuple[str, ...]:
    """The titles in a track of people with such names, a quarter of them in their language."""
    frames = style.frames or (f"{kind} about {{}}", f"{kind}: {{}}", f"{kind} for beginners: {{}}")
    titles = [frame.format(word) for word in style.topics for frame in frames]
    if style.has_formulas:
        titles += FORMULA_TITLES
    titles = [title[0].upper() + title[1:] for title in titles]
    if not style.is_translated or naming not in LOCAL_TITLES:
        return tuple(titles)
    local = LOCAL_TITLES[naming].split("|")
    return tuple(titles + local * (len(titles) // (3 * len(local))))


@cache
def offsets(zone: str, year: Year) -> tuple[int, ...]:
    """The offset from UTC at noon of each day, in minutes."""
    noons = (datetime.combine(year.day(day), time(12)) for day in range(year.length))
    ahead = (ZoneInfo(zone).utcoffset(noon) or timedelta() for noon in noons)
    return tuple(int(offset.total_seconds()) // 60 for offset in ahead)


@cache
def iso_days(year: Year) -> tuple[str, ...]:
    """The days as YYYY-MM-DD, from December 31 before the year to January 1 after it."""
    return tuple(str(year.day(day)) for day in range(-1, year.length + 1))


def time_text(form: int, days: tuple[str, ...], day: int, second: int, offset: int) -> str:
    """A local time in one of four forms: 0 date only, 1 with offset, 2 in UTC, 3 without offset."""
    if form == 0:
        return days[day + 1]
    if form == 2:
        shift, second = divmod(second - offset * 60, 86_400)
        day += shift
    clock = f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"
    text = f"{days[day + 1]}T{clock}"
    if form == 1:
        sign = "-" if offset < 0 else "+"
        return f"{text}{sign}{abs(offset) // 60:02d}:{abs(offset) % 60:02d}"
    return text + "Z" if form == 2 else text


def contribution_rows(
    program: Program, person: Person, year: Year, activity: Activity
) -> Iterator[Row]:
    """The rows of `contributions` of one MVP and year, by day."""
    rng = stream(program.seed, "writing", person.mvp_id, year.number)
    size = activity.day.size
    if size == 0:
        return
    seconds = (7 * 3600 + 61_199 * rng.random(size)).astype(np.int64).tolist()
    picks, forms = rng.random(size).tolist(), rng.random(size).tolist()
    days, zone_offsets = iso_days(year), offsets(person.timezone or "UTC", year)
    repeats = repeat_works(rng, program, person, activity)
    new_works = []
    for number, (day, kind) in enumerate(
        zip(activity.day.tolist(), activity.kind.tolist(), strict=True)
    ):
        track, kind_name = program.kinds[kind]
        titles = titles_of(track.style, kind_name.replace("_", " "), person.country.naming)
        title = titles[int(picks[number] * len(titles))]
        url = url_of(person.mvp_id, year, track.name, number, picks[number])
        if number in repeats:
            kind, title, url = repeats[number]
            track, kind_name = program.kinds[kind]
        elif kind in program.announced_again:
            new_works.append((kind, title, url))
        form = sum(forms[number] >= limit for limit in track.style.time_forms)
        occurred_at = time_text(form, days, day, seconds[number], zone_offsets[day])
        yield {
            "contribution_id": f"{person.mvp_id}-{year.number}-{number + 1:04d}",
            "mvp_id": person.mvp_id,
            "track": track.name,
            "kind": kind_name,
            "occurred_at": occurred_at,
            "title": title,
            "url": url,
        } | judgement(program, activity, number, kind)
    person.works.extend(new_works)


def judgement(program: Program, activity: Activity, number: int, kind: int) -> Row:
    """Whether a contribution is accepted, and its points, where its track asks for them."""
    cells: Row = {}
    if kind in program.judged:
        cells["accepted"] = "true" if activity.accepted[number] else "false"
    if kind in program.with_points:
        cells["points"] = activity.points[number]
    return cells


def url_of(mvp_id: str, year: Year, track: str, number: int, pick: float) -> str:
    """The URL of a contribution; about one in fifty has none."""
    if pick * 1000 % 1 < 0.02:
        return ""
    return f"https://example.org/{track}/{mvp_id}/{year.number}/{number + 1}"


def repeat_works(
    rng: np.random.Generator, program: Program, person: Person, activity: Activity
) -> dict[int, tuple[int, str, str]]:
    """Works of earlier years to announce again, by the number of the row that they replace."""
    chance, which, where = rng.random(3)
    works = [work for work in person.works if work[2]]
    shown = [code for track in program.tracks for code in track.shown]
    numbers = np.flatnonzero(np.isin(activity.kind, shown))
    if not works or not numbers.size or chance >= REPEATED_YEARLY:
        return {}
    return {int(numbers[int(where * numbers.size)]): works[int(which * len(works))]}
