"""Made-up names, and the countries, teams and time zones of the sample."""

import random
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Country:
    """A country: its team, its IANA time zones, and which names people there have."""

    name: str
    team: str
    timezones: tuple[str, ...]
    naming: str
    weight: int


# The rules of these zones have not changed for years, so the offsets in the sample do not depend
# on the version of the time zone data.
COUNTRIES = (
    Country("Portugal", "Iberia", ("Europe/Lisbon",), "portuguese", 12),
    Country("Spain", "Iberia", ("Europe/Madrid",), "spanish", 6),
    Country("Netherlands", "Benelux", ("Europe/Amsterdam",), "dutch", 9),
    Country("Belgium", "Benelux", ("Europe/Brussels",), "french", 4),
    Country("Germany", "DACH", ("Europe/Berlin",), "german", 6),
    Country("Switzerland", "DACH", ("Europe/Zurich",), "german", 3),
    Country("United Kingdom", "UK & Ireland", ("Europe/London",), "english", 6),
    Country("Ireland", "UK & Ireland", ("Europe/Dublin",), "english", 2),
    Country("Bulgaria", "Eastern Europe", ("Europe/Sofia",), "cyrillic", 4),
    Country("Poland", "Eastern Europe", ("Europe/Warsaw",), "polish", 4),
    Country("Greece", "Eastern Europe", ("Europe/Athens",), "greek", 2),
    Country("India", "India", ("Asia/Kolkata",), "indian", 12),
    Country("India", "India", ("Asia/Kolkata",), "devanagari", 5),
    Country("Nepal", "India", ("Asia/Kathmandu",), "devanagari", 1),
    Country("Japan", "Asia Pacific", ("Asia/Tokyo",), "japanese", 6),
    Country("China", "Asia Pacific", ("Asia/Shanghai",), "chinese", 3),
    Country("South Korea", "Asia Pacific", ("Asia/Seoul",), "korean", 2),
    Country("Australia", "Asia Pacific", ("Australia/Sydney", "Australia/Perth"), "english", 3),
    Country("Brazil", "Latin America", ("America/Sao_Paulo",), "portuguese", 9),
    Country("Colombia", "Latin America", ("America/Bogota",), "spanish", 3),
    Country("Peru", "Latin America", ("America/Lima",), "spanish", 2),
    Country(
        "United States",
        "North America",
        ("America/New_York", "America/Chicago", "America/Los_Angeles"),
        "english",
        10,
    ),
    Country("Canada", "North America", ("America/Toronto", "America/Halifax"), "french", 3),
    Country("United Arab Emirates", "Middle East & Africa", ("Asia/Dubai",), "arabic", 3),
    Country("Saudi Arabia", "Middle East & Africa", ("Asia/Riyadh",), "arabic", 2),
    Country("Israel", "Middle East & Africa", ("Asia/Jerusalem",), "hebrew", 2),
    Country("South Africa", "Middle East & Africa", ("Africa/Johannesburg",), "dutch", 2),
)

TEAMS = tuple(dict.fromkeys(country.team for country in COUNTRIES))

# Country.naming -> given names, family names
NAMES = {
    "portuguese": (
        "João Inês Gonçalo Conceição Tomás Beatriz Estêvão Mafalda Rúben Lúcia Simão Graça".split(),
        "Araújo|Brandão|Falcão|Guimarães|Leitão|Magalhães|Nóbrega|Quintão|d'Ávila".split("|"),
    ),
    "spanish": (
        "Álvaro Begoña Íñigo Lucía Nicolás Rocío Sofía Martín Ximena Andrés".split(),
        "Ibáñez Núñez Peña Zúñiga Villalón Echeverría Güiraldes Cañizares Ordóñez".split(),
    ),
    "dutch": (
        "Daan Femke Jeroen Lotte Maarten Noor Sjoerd Tijn Willemijn Renée".split(),
        "van den Heuvel|de Wit|Hoekstra|ter Horst|Oosterhuis|van 't Zand|Zijlstra".split("|"),
    ),
    "french": (
        "Élodie Benoît Chloé Gaëtan Hélène Loïc Maëlle Rémi Zoé Amélie".split(),
        "Lefèvre Béranger Côté Desprès Gagné Lemaître Noël Thériault Vallée".split(),
    ),
    "german": (
        "Jörg Käthe Lukas Mareike Sören Ursula Björn Änne Matthias Friederike".split(),
        "Müllner Groß Köhler Schäfler Weiß Brückner Jäger Löwe Ackermann".split(),
    ),
    "english": (
        "Alice Callum Dervla Ethan Grace Imogen Marcus Niamh Owen Priscilla Tyrone Wendy".split(),
        "Ashdown Brightwell Carraway Delaney Fairbanks Kingsley O'Hanlon Ravensworth Okoro".split(),
    ),
    "polish": (
        "Łukasz Małgorzata Paweł Żaneta Stanisław Agnieszka Jędrzej Kinga".split(),
        "Dąbrowicz Gołąb Jaśkiewicz Łoś Śliwiński Źródło Wróbel".split(),
    ),
    "greek": (
        "Αλέξης Δήμητρα Ελένη Νίκος Σοφία Θάνος".split(),
        "Αγγελίδης Καραμάνης Λάμπρου Μακρής Ξενάκης".split(),
    ),
    "cyrillic": (
        "Александър Божидара Велислав Десислава Емил Йоана Калоян Цветелина".split(),
        "Ангелов Бояджиев Градинаров Златев Каменов Маринов Щерев".split(),
    ),
    "indian": (
        "Aarav Bhavana Chirag Deepika Gautam Ishita Kavya Manish Nandini Rohit Vikram".split(),
        "Bhatt Chandran Deshpande Iyengar Joshi Kulkarni Nambiar Raghavan Sengupta".split(),
    ),
    "devanagari": (
        "आरव अनन्या दीपक गौरी ईशान कविता मनोज नेहा रोहन सुनीता".split(),
        "अग्रवाल भट्ट चतुर्वेदी देशमुख जोशी कुलकर्णी मिश्रा पाटिल शर्मा".split(),
    ),
    "japanese": (
        "葵 大輔 恵子 翔太 美咲 直樹 さくら 拓海".split(),
        "青木 石川 上田 岡本 小野寺 高橋 中島 渡辺".split(),
    ),
    "chinese": ("晓明 丽华 建国 雨桐 思远 佳怡".split(), "陈 黄 李 林 王 张 欧阳".split()),
    "korean": ("서연 민준 지우 하은 도윤".split(), "김 박 이 정 최".split()),
    "arabic": (
        "أحمد ليلى خالد مريم سامر نور يوسف هدى".split(),
        "الحداد النجار الخطيب العطار الشامي البستاني".split(),
    ),
    "hebrew": ("אבי דנה יעל נועם רות שירה".split(), "אלמוג ברקת גולן דרור שקד".split()),
}

FAMILY_NAME_FIRST = {"japanese", "chinese", "korean"}


def pick_country(rng: random.Random, teams: Sequence[str]) -> Country:
    """A random country of some teams, by weight."""
    countries = [country for country in COUNTRIES if country.team in teams]
    return rng.choices(countries, weights=[country.weight for country in countries])[0]


def invent_name(rng: random.Random, country: Country) -> str:
    """A full name in the script and order of the country; names may repeat."""
    given, family = (rng.choice(part) for part in NAMES[country.naming])
    if country.naming not in FAMILY_NAME_FIRST:
        return f"{given} {family}"
    return f"{family}{given}" if country.naming != "japanese" else f"{family} {given}"


def latin_letters(text: str) -> str:
    """The letters a to z of a text in lower case, without their accents."""
    letters = unicodedata.normalize("NFKD", text).lower()
    return "".join(letter for letter in letters if "a" <= letter <= "z")
