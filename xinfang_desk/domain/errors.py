"""The three kinds of trouble: a wrong input, a faulty environment, and (everything else) a bug."""

from __future__ import annotations


class UserError(Exception):
    """What a person can put right: one Chinese sentence that says what happened and what to do next.

    Attributes:
        sentence: the text for the clerk; never holds a name, a number or a matter's words.
        field: the key of the field that it stands at, or None.
        code: a stable ASCII word for tests and exit codes.
    """

    def __init__(self, sentence: str, *, field: str | None = None, code: str = "input") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.code = code


class FieldErrors(UserError):
    """Several wrong fields at once; ``fields`` maps field key to its sentence."""

    def __init__(self, fields: dict[str, str]) -> None:
        first = next(iter(fields))
        super().__init__(fields[first], field=first, code="fields")
        self.fields = dict(fields)


class EnvironmentFault(Exception):
    """Disk, lock, printer, reader or store trouble: not the clerk's doing, not a bug.

    Attributes:
        sentence: what happened and what to do next, in Chinese.
        code: a stable ASCII word: ``disk_full``, ``read_only``, ``store_missing``, ``no_printer``, …
    """

    def __init__(self, sentence: str, *, code: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code
