"""No paper of any test escapes the judges."""

import re
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pytest
from tests.export.papers import empty_paper, sample_paper
from tests.export.validation import faults


def test_a_paper_waits_for_the_judges_in_whatever_thread_it_was_made(finished_papers: list[bytes]) -> None:
    with ThreadPoolExecutor(1) as other_thread:
        data = other_thread.submit(sample_paper().render).result()
    assert finished_papers == [data]
    again = empty_paper().render()
    assert finished_papers == [data, again]


def test_a_stream_that_lies_about_its_length_is_found_out() -> None:
    data = sample_paper().render()
    length = re.search(rb"/Length (\d{3,})", data)
    assert length is not None
    wrong = str(int(length.group(1)) - 1).encode()
    spoilt = data[: length.start(1)] + wrong + data[length.end(1) :]
    assert [name for name in faults(spoilt) if name.startswith("syntax")]


def test_a_file_that_was_cut_short_is_no_file() -> None:
    with pytest.raises(pikepdf.PdfError):
        faults(sample_paper().render()[:-400])
