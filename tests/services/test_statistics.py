"""Statistics of a small house: what is counted, what is hidden, and what leaves the work file."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from pikepdf import Pdf
from tests.support.house import House

from familjeflow.domain.errors import DomainError
from familjeflow.domain.events import ActorRecorded
from familjeflow.domain.projections import CaseRows
from familjeflow.domain.statistics import PeriodKind, period_of
from familjeflow.services import (
    cases,
    event_logs,
    heat_map,
    profile,
    rebuild,
    statistics,
    statistics_topics,
    steps,
)
from familjeflow.services.spreadsheets import saved_lists
from familjeflow.services.statistics import Choice, Numbers, Topic
from familjeflow.services.steps import reasons
from familjeflow.storage.store import Store

PROCESS = "kontaktperson"
XES = "{http://www.xes-standard.org/}"


@pytest.fixture
def six(home: House) -> tuple[str, ...]:
    """Six cases of one process; the first step is done in all of them, the second skipped in five."""
    home.people()
    found = []
    for number in range(6):
        home.go("2026-01-12")
        home.open(PROCESS)
        found.append(home.case_id)
        first, second = home.view.steps[0].id, home.view.steps[1].id
        home.go(f"2026-01-{14 + number}")
        steps.complete(home.desk, home.case_id, first)
        if number:
            reason = reasons("skip")[2] if number > 1 else "Mamman Påhittson ville inte"
            steps.skip(home.desk, home.case_id, second, reason)
    return tuple(found)


def counted(home: House, process: str = PROCESS, unit: str | None = None) -> Numbers:
    return statistics.numbers(home.desk, Choice(period_of(PeriodKind.YEAR, home.desk.today), process, unit))


def topic(numbers: Numbers, slug: str) -> Topic:
    return next(t for t in statistics_topics.topics(numbers) if t.slug == slug)


def heat(numbers: Numbers, measure: str = "standing") -> Topic:
    found = heat_map.heat_map(numbers, measure)
    assert found is not None
    return found


def test_cases_are_counted_by_process_and_by_phase(home: House, six: tuple[str, ...]) -> None:
    everything = topic(counted(home, ""), "cases")
    assert ("Alla", 6, 6, 0) in everything.rows
    by_phase = topic(counted(home), "cases")
    assert by_phase.rows[-1] == ("Alla", 6)
    assert {count for _phase, count in by_phase.rows[:-1]} == {"dolt"}  # five and one: none can be worked out


def test_what_was_opened_does_not_tell_what_is_hidden_in_the_columns_beside(
    home: House, six: tuple[str, ...]
) -> None:
    cases.close_case(home.desk, six[0], "Klienten har flyttat")
    for row in topic(counted(home, ""), "cases").rows:
        assert row[1:] == (5, "dolt", "dolt")  # five open of six opened would say that one was closed


def test_the_picture_does_not_tell_what_the_table_hides(home: House, six: tuple[str, ...]) -> None:
    home.open("familjebehandlare")
    assert topic(counted(home), "cases").rows[-1] == ("Alla", "dolt")
    assert {row[1] for row in heat(counted(home)).rows} <= {"dolt", 0}


def test_the_time_of_a_step_is_from_when_it_could_be_done(home: House, six: tuple[str, ...]) -> None:
    (row,) = topic(counted(home), "times").rows
    assert row[1:] == (6, "3,2", "4,5", "5,8")  # two to seven days after the cases were opened


def test_few_rounds_have_no_time(home: House) -> None:
    home.open(PROCESS)
    home.done(home.view.steps[0].id)
    assert topic(counted(home), "times").rows == ()


def test_what_is_late_is_told_as_of_today(home: House, six: tuple[str, ...]) -> None:
    home.go("2031-01-01")
    row = next(r for r in topic(counted(home), "overdue").rows)
    late, in_time, every = row[1:4]
    assert every == 6
    assert (late, in_time) in {(6, 0), (0, 6)} or late == in_time == "dolt"


def test_cases_closed_with_something_left_are_told_by_the_kind_of_reason(
    home: House, six: tuple[str, ...]
) -> None:
    for case_id in six:
        cases.close_case(home.desk, case_id, "Klienten har flyttat")
    (row,) = topic(counted(home), "endings").rows
    assert row[1:] == ("I förtid: klienten har flyttat", 6)


def test_skipped_steps_tell_fixed_reasons_and_never_what_somebody_wrote(
    home: House, six: tuple[str, ...]
) -> None:
    table = heat(counted(home), "skipped").rows
    assert any("Klienten avböjer" in str(row[-1]) and "Med egna ord" in str(row[-1]) for row in table)
    everything = [heat(counted(home), m) for m in heat_map.MEASURES] + list(
        statistics_topics.topics(counted(home))
    )
    assert "Påhittson" not in repr(everything)


def test_the_heat_map_says_its_numbers_on_the_steps_and_in_words(home: House, six: tuple[str, ...]) -> None:
    for case_id in six[1:]:
        second = home.view.steps[1].id
        steps.redo(home.desk, case_id, second, "Nytt möte behövs")
    found = heat(counted(home))
    assert found.picture is not None
    written = " ".join(str(getattr(item, "text", "")) for item in found.picture.items)
    assert "dolt" in written
    assert found.summary.startswith("Hur många som står här nu")


def test_only_one_process_has_a_heat_map(home: House) -> None:
    assert heat_map.heat_map(counted(home, ""), "standing") is None


def test_a_unit_counts_the_cases_that_its_people_opened(home: House, six: tuple[str, ...]) -> None:
    profile.set_profile(home.desk, ActorRecorded("Alva Lindqvist-Fabel", "Socialsekreterare", (), "Söder"))
    assert statistics.offers(home.desk).units == ("Söder",)
    assert topic(counted(home, unit="Söder"), "cases").rows[-1] == ("Alla", 6)
    assert statistics_topics.is_empty(counted(home, unit="Norr"))


def test_rows_that_are_computed_anew_are_those_that_the_acts_left(home: House, six: tuple[str, ...]) -> None:
    before = counted(home).tallies
    rebuild.rebuild(home.vault)
    assert counted(home).tallies == before
    assert before.leads


def test_cases_from_before_there_were_statistics_are_counted_in(home: House, six: tuple[str, ...]) -> None:
    before = counted(home).tallies

    def forget(store: Store) -> None:
        for row in store.case_rows():
            store.replace_rows(CaseRows(row))

    home.vault.write(forget)
    assert counted(home).tallies == before


def test_a_table_is_saved_as_a_spreadsheet_and_noted(
    home: House, six: tuple[str, ...], tmp_path: Path
) -> None:
    found = topic(counted(home), "cases")
    to = tmp_path / "statistik.xlsx"
    statistics.save(home.desk, found.title, statistics.spreadsheet(found, home.desk.today), to)
    sheet = load_workbook(to).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == ["Skede", "Öppna nu"]
    assert saved_lists(home.desk)[0].what == "Ärenden"


def test_the_paper_is_tagged_with_the_picture_as_a_figure_that_says_what_it_shows(
    home: House, six: tuple[str, ...]
) -> None:
    numbers = counted(home)
    for found in (topic(numbers, "times"), heat(numbers)):
        with Pdf.open(BytesIO(statistics.paper(home.desk, numbers, found))) as pdf:
            words = re.findall(r"/Alt.*?\((.*?)\)", repr(pdf.Root.StructTreeRoot), re.S)
            assert pdf.Root.MarkInfo.Marked
            assert "/Figure" in _kinds(pdf)
            assert "/Table" in _kinds(pdf)
            assert words is not None


def _kinds(pdf: Pdf) -> set[str]:
    return {str(found.S) for found in pdf.objects if hasattr(found, "get") and found.get("/S") is not None}


def test_the_picture_as_svg_has_its_title_and_description(home: House, six: tuple[str, ...]) -> None:
    numbers = counted(home)
    found = heat(numbers)
    root = ElementTree.fromstring(statistics.svg(numbers, found))
    said = {child.tag.rpartition("}")[2]: child.text for child in root}
    assert said["desc"] == found.summary


def test_the_event_log_follows_the_standard_and_names_nobody(home: House, six: tuple[str, ...]) -> None:
    told: list[tuple[int, int]] = []
    data = event_logs.event_log(home.desk, PROCESS, told=lambda done, every: told.append((done, every)))
    root = ElementTree.fromstring(data)
    assert root.tag == f"{XES}log"
    assert {ext.get("prefix") for ext in root.iter(f"{XES}extension")} == {
        "concept",
        "time",
        "org",
        "lifecycle",
    }
    traces = root.findall(f"{XES}trace")
    assert len(traces) == 6
    names = [trace.find(f"{XES}string").get("value") for trace in traces]  # type: ignore[union-attr]
    assert len(set(names)) == 6
    assert not set(names) & set(six)
    for event in root.iter(f"{XES}event"):
        keys = {child.get("key"): child.get("value") or "" for child in event}
        assert {"concept:name", "time:timestamp", "lifecycle:transition"} <= keys.keys()
        assert keys["time:timestamp"].endswith("T00:00:00.000+00:00")
        date.fromisoformat(keys["time:timestamp"][:10])
    text = data.decode()
    for secret in ("Exempelius", "Påhittson", "20150115", "2026-0001", "Alva", "avböjer"):
        assert secret not in text
    assert 'value="manualskip"' in text
    assert told[-1] == (6, 6)


def test_a_log_of_few_cases_is_refused(home: House) -> None:
    home.open(PROCESS)
    with pytest.raises(DomainError) as refused:
        event_logs.event_log(home.desk, PROCESS)
    assert refused.value.code == "too_few_cases"


def test_periods_are_named_in_swedish() -> None:
    day = date(2026, 11, 21)
    words = [statistics.period_word(period_of(kind, day)) for kind in PeriodKind]
    assert words == ["november 2026", "kvartal 4 2026", "2026"]
