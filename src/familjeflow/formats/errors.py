"""What may be wrong with a file that somebody has written: where it stands and what it is, as data."""

FormatFact = str | int | None

MOST_SHOWN = 200
"""Characters of a name, a path or a fact from a file that are shown to a person."""


class FormatError(Exception):
    """A file that cannot be read as what it says it is.

    `code` names the sentence, `file` the file inside the process folder, `line` the line counted from 1 (None
    where the file has no lines to speak of) and `field` the element, key or path. `facts` fill the sentence.
    """

    def __init__(self, code: str, file: str, line: int | None, field: str, **facts: FormatFact) -> None:
        file, field = _shown(file), _shown(field)
        super().__init__(f"{file}:{line or '?'}: {field}: {code}")
        self.code = code
        self.file = file
        self.line = line
        self.field = field
        self.facts = {name: _shown(f) if isinstance(f, str) else f for name, f in facts.items()}


def _shown(text: str) -> str:
    """Words of the faulty file itself: short, and without signs that would change how the rest is read."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text[:MOST_SHOWN])
