"""Tool tips of words from outside: a process file, a name, a note."""

import html


def tip(text: str) -> str:
    """The text for a tool tip, shown as it is written.

    Qt takes a tip that looks like HTML for HTML, and then fetches the pictures that it names: on Windows also
    from another computer, with the person's own sign-in.
    """
    if "<" not in text and "&" not in text:
        return text
    return f'<span style="white-space: pre-wrap">{html.escape(text)}</span>'
