"""Reads text files that may come from anywhere: bounded in size, UTF-8 and nothing else."""

from familjeflow.formats.errors import FormatError

MAX_BYTES = 1_000_000


def decode(data: bytes, file: str) -> str:
    """The text of a file of at most 1 MB, without a byte order mark.

    Raises FormatError("too_large") or FormatError("not_utf8") with the line of the first wrong byte.
    """
    if len(data) > MAX_BYTES:
        raise FormatError("too_large", file, None, "", limit=MAX_BYTES)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError("not_utf8", file, data[: error.start].count(b"\n") + 1, "") from error
