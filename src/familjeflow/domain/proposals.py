"""Rules that the sources state and that no list of facts can say: named, tested, and only ever proposals."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proposal:
    """Which answer (by its place in the question) the answers given point to, and the asks it rests on."""

    answer: int
    because: tuple[int, ...]


def extend_or_close(values: Sequence[Sequence[str]]) -> Proposal | None:
    """Förläng bara när allt talar för det: the three-answer rule of the family therapist's process.

    `values` are the answers to, in order: are the goals met ("ja", "delvis", "nej"; delvis counts as not
    met), does each guardian consent ("ja"/"nej"), does the need remain ("ja"/"nej"). The first answer of the
    question is to extend, the second to close. One clear reason to close is enough; otherwise all must be
    answered.
    Source: the process familjebehandlare, steps 5 and 6, which are each other's complement.
    """
    goals, consents, need = (list(v) for v in values)
    against = [
        place for place, speaks in enumerate((goals == ["ja"], "nej" in consents, need == ["nej"])) if speaks
    ]
    if against:
        return Proposal(1, tuple(against))
    answered = goals and goals[0] in ("nej", "delvis") and need == ["ja"]
    if answered and consents and all(c == "ja" for c in consents):
        return Proposal(0, (0, 1, 2))
    return None


PROPOSALS: dict[str, Callable[[Sequence[Sequence[str]]], Proposal | None]] = {
    "extend_or_close": extend_or_close
}
