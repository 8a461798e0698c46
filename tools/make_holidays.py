"""Writes resources/calendar/sweden.json: the days that are not working days, from the `holidays` library.

Public holidays and the de facto ones (Midsommarafton, Julafton, Nyårsafton), Sundays left out. Run it again
when the library knows of a change: `python tools/make_holidays.py`.
"""

import json
from pathlib import Path

import holidays

FIRST, LAST = 2000, 2075
TARGET = Path(__file__).parents[1] / "resources" / "calendar" / "sweden.json"


def days() -> dict[str, str]:
    """ISO date to Swedish name, in order."""
    found = holidays.SE(
        years=range(FIRST, LAST + 1),
        categories=("public", "de_facto"),
        include_sundays=False,
        language="sv",
    )
    return {day.isoformat(): name for day, name in sorted(found.items())}


def main() -> None:
    """Write the file."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(json.dumps(days(), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {FIRST}-{LAST}")


if __name__ == "__main__":
    main()
