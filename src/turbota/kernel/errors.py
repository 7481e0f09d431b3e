"""Errors that are told to a person: each carries a plain Ukrainian sentence that says what to do."""

import errno

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What the system says when a file cannot grow: a full disk, a quota, a limit of the process."""


class Refused(Exception):
    """An operation is not done. `sentence` is shown to the person as it is; `code` is for programs and tests.

    The text of the exception is the code alone, so that logs never repeat what a person typed.
    """

    def __init__(self, sentence: str, *, code: str = "refused") -> None:
        super().__init__(code)
        self.sentence = sentence
        self.code = code


class Forbidden(Refused):
    """The actor may not do this at all. For a foreign case a view answers 404, as if it did not exist."""

    def __init__(
        self, sentence: str = "Ця дія не належить до ваших прав.", *, code: str = "forbidden"
    ) -> None:
        super().__init__(sentence, code=code)


class Missing(Refused):
    """There is no such thing, or the actor may not know that there is."""

    def __init__(self, sentence: str = "Такої сторінки або справи немає.", *, code: str = "missing") -> None:
        super().__init__(sentence, code=code)


class Conflict(Refused):
    """Somebody else did it first, or the page is stale: nothing was changed."""

    def __init__(
        self,
        sentence: str = "Поки ви працювали, у справі вже щось змінилося. Оновіть сторінку й перевірте.",
        *,
        code: str = "conflict",
    ) -> None:
        super().__init__(sentence, code=code)


class Unavailable(Refused):
    """The platform itself cannot do it now: nothing is wrong with what the person did, and later it will work."""

    def __init__(self, sentence: str, *, code: str = "unavailable") -> None:
        super().__init__(sentence, code=code)


class BadInput(Refused):
    """Some answers cannot be taken. `fields`: path of the field → sentence."""

    def __init__(self, fields: dict[str, str], sentence: str = "Перевірте виділені відповіді.") -> None:
        super().__init__(sentence, code="bad_input")
        self.fields = fields
