"""Damaged files come back as the reader's own errors, with the place where they are wrong, and never else."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.hostile.conftest import FEW
from tests.hostile.mutation import Edit, damaged
from tests.hostile.readers import READERS, refusal

CORPUS = Path(__file__).parent / "corpus"

edits: st.SearchStrategy[Sequence[Edit]] = st.lists(
    st.tuples(st.integers(0, 2**16 - 1), st.integers(0, 2**20 - 1), st.integers(0, 2**20 - 1)),
    min_size=1,
    max_size=6,
)


@pytest.mark.parametrize("name", READERS)
def test_whole_files_are_taken(name: str, tmp_path: Path) -> None:
    assert {refusal(name, data, tmp_path) for data in READERS[name].whole()} == {None}


@pytest.mark.parametrize("name", READERS)
@FEW
@given(which=st.integers(0, 9), how=edits)
def test_a_damaged_file_is_taken_or_refused(name: str, tmp_path: Path, which: int, how: list[Edit]) -> None:
    whole = READERS[name].whole()
    refusal(name, damaged(whole[which % len(whole)], how), tmp_path)


@pytest.mark.parametrize("name", READERS)
@FEW
@given(data=st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode)))
def test_any_bytes_are_taken_or_refused(name: str, tmp_path: Path, data: bytes) -> None:
    refusal(name, data, tmp_path)


@pytest.mark.parametrize("place", sorted(CORPUS.glob("*/*")), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_what_was_once_found_stays_found(place: Path, tmp_path: Path) -> None:
    """The name of a kept file begins with what its reader says: `<code>--<what it is>`."""
    error = refusal(place.parent.name.replace("_", " "), place.read_bytes(), tmp_path)
    said = getattr(error, "code", type(error).__name__) if error else "taken"
    assert said == place.name.partition("--")[0]
