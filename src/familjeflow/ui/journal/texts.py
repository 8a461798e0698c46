"""The texts of one note for several persons: each has its own, which begins as a copy of the first."""

from collections.abc import Mapping


class Texts:
    """One text for each person who is ticked, in the order they were ticked.

    The others follow the first one's text until somebody has written in theirs. A person whose tick is taken
    away and put back finds the text again. A text that was changed after it was reviewed has to be reviewed
    once more.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = dict(texts)
        self._ticked = list(texts)
        first = next(iter(texts.values()), "")
        self._own = {person for person, text in texts.items() if text != first}
        self._reviewed: dict[str, str] = {}

    def people(self) -> tuple[str, ...]:
        """Those who are ticked; the first one's text is copied to the others."""
        return tuple(self._ticked)

    def kept(self) -> dict[str, str]:
        """What is saved: the texts of those who are ticked."""
        return {person: self.text(person) for person in self._ticked}

    def text(self, person: str) -> str:
        """A person's text."""
        first = self._ticked[0] if self._ticked else person
        source = person if person in self._own else first
        return self._texts.get(source, "")

    def write(self, person: str, text: str) -> None:
        """Somebody wrote in a person's text."""
        if self._ticked and person != self._ticked[0]:
            self._own.add(person)
        self._texts[person] = text

    def tick(self, person: str, ticked: bool) -> None:
        """Add a person, or leave one out. The last one stays: a note is always filed under somebody."""
        if ticked and person not in self._ticked:
            self._ticked.append(person)
        elif not ticked and person in self._ticked and len(self._ticked) > 1:
            self._leave_out(person)

    def _leave_out(self, person: str) -> None:
        was_first = self._ticked[0] == person
        text = self.text(person)
        self._texts[person] = text
        self._ticked.remove(person)
        first = self._ticked[0]
        if was_first and first not in self._own:
            self._texts[first] = text
        self._own.discard(first)

    def review(self, person: str) -> None:
        """A person's text has been read as it stands."""
        self._reviewed[person] = self.text(person)

    def unreviewed(self) -> tuple[str, ...]:
        """Those whose text nobody has read as it stands; nobody where there is one text only."""
        if len(self._ticked) < 2:
            return ()
        return tuple(p for p in self._ticked if self._reviewed.get(p) != self.text(p))

    def is_empty(self) -> bool:
        """Whether nothing is written for anybody."""
        return not any(self.text(person).strip() for person in self._ticked)
