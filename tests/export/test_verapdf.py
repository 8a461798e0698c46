"""The reference judge on one paper of each kind, on ten of anything, and on files known to be bad.

The other tests ask page-validation, which is quicker and alone is not enough. All files go through one Java
process; a file that fails is kept among pytest's temporary files.
"""

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from tests.export import test_paper_mutants as mutants
from tests.export import verapdf
from tests.export.any_paper import made, sections, sheets
from tests.export.kinds import KINDS
from tests.export.papers import sample_paper

from familjeflow import export
from familjeflow.export.document import Paper, PaperFacts

ANY = [f"vad som helst {number}" for number in range(1, 11)]
BAD = {
    "ua1": (
        mutants.no_structure,
        mutants.no_alternative_text,
        mutants.skipped_heading,
        mutants.heading_cell_without_scope,
        mutants.untagged_text,
    ),
    "2a": (mutants.no_archive_claim, mutants.font_not_embedded, mutants.no_colour_profile, mutants.script),
}
CUT_SHORT = "avhuggen"
SPOILT = [(profile, mutate) for profile, all_of_them in BAD.items() for mutate in all_of_them]

pytestmark = pytest.mark.xdist_group("verapdf")  # one Java process, not one for each worker


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> verapdf.Verdicts:
    """The rules that each file breaks, by its name."""
    reason = verapdf.missing()
    if reason:
        pytest.skip(reason)
    papers = {name: make() for name, make in KINDS.items()}
    papers |= dict(zip(ANY, ten_of_anything(), strict=True))
    good = sample_paper().render()
    papers |= {mutate.__name__: mutants.spoilt(good, mutate) for _profile, mutate in SPOILT}
    papers[CUT_SHORT] = good[:-400]
    return verapdf.judge(papers, tmp_path_factory.mktemp("papper"))


def ten_of_anything() -> Iterator[bytes]:
    found: list[bytes] = []

    @settings(
        max_examples=len(ANY) + 3,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(sections.filter(bool), sheets)
    def collect(parts: object, sheet: object) -> None:
        found.append(made(parts, sheet))

    collect()
    yield from found[-len(ANY) :]  # the first ones are the smallest


@pytest.mark.parametrize("name", [*KINDS, *ANY])
def test_the_reference_judge_finds_no_fault(verdicts: verapdf.Verdicts, name: str) -> None:
    assert verdicts[name] == []


@pytest.mark.parametrize(("profile", "mutate"), SPOILT, ids=[mutate.__name__ for _profile, mutate in SPOILT])
def test_the_reference_judge_finds_a_spoilt_file_out(
    verdicts: verapdf.Verdicts, profile: str, mutate: mutants.Mutation
) -> None:
    assert [rule for rule in verdicts[mutate.__name__] if rule.startswith(f"{profile} ")]


def test_the_reference_judge_cannot_read_a_file_that_was_cut_short(verdicts: verapdf.Verdicts) -> None:
    assert [rule.split(":")[0] for rule in verdicts[CUT_SHORT]] == ["ua1 cannot be read", "2a cannot be read"]


def test_every_kind_of_paper_is_among_them() -> None:
    assert {name.split()[0] for name in KINDS} == set(makers())


def makers() -> Iterator[str]:
    """The functions of the room that give a whole paper."""
    for found in pkgutil.iter_modules(export.__path__):
        module = import_module(f"{export.__name__}.{found.name}")
        if getattr(module, "Paper", None) is not Paper:
            continue
        for name, function in inspect.getmembers(module, inspect.isfunction):
            signature = inspect.signature(function)
            gives = (function.__module__, signature.return_annotation) == (module.__name__, bytes)
            if gives and PaperFacts in {taken.annotation for taken in signature.parameters.values()}:
                yield name
