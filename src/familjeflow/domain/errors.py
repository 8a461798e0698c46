"""What the world may do wrong, as data. The Swedish sentence is made where the error is shown."""

Fact = str | int | None


class DomainError(Exception):
    """An act that the case, the form or the definition does not allow.

    `code` names the sentence; `facts` fill it. Facts carry ids and dates, never what a person has written.
    """

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
