import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from familjeflow.storage import recovery
from familjeflow.storage.errors import VaultError

SECRETS = st.binary(min_size=20, max_size=20)


@settings(deadline=None)
@given(SECRETS)
def test_a_code_reads_back_however_it_is_typed(secret: bytes) -> None:
    code = recovery.written(secret)
    careless = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert recovery.read(code) == secret
    assert recovery.read(careless) == secret


@settings(deadline=None)
@given(SECRETS, st.integers(0, 31), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_a_code_is_grouped_and_holds_no_letter_that_can_be_misread(
    secret: bytes, at: int, other: str
) -> None:
    code = recovery.written(secret)
    assert [len(group) for group in code.split("-")] == [4] * 8 + [2]
    assert not set("ILOU") & set(code)


def test_one_wrong_character_is_told_before_any_key_is_tried() -> None:
    code = recovery.written(bytes(range(20)))
    wrong = ("1" if code[0] == "0" else "0") + code[1:]
    with pytest.raises(VaultError, match="recovery_code_typo"):
        recovery.read(wrong)


@pytest.mark.parametrize("typed", ["", "abc", "U" * 34, "0" * 35, "å" * 34])
def test_what_is_no_code_is_a_typo(typed: str) -> None:
    with pytest.raises(VaultError, match="recovery_code_typo"):
        recovery.read(typed)
