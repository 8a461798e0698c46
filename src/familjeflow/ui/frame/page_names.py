"""The fixed pages: the one list that the navigation, the keys and the window are made from."""

from familjeflow.i18n import _


def page_names() -> tuple[tuple[str, str], ...]:
    """Slug and word of each page, in the order of the navigation; Ctrl+1 shows the first."""
    return (
        ("my_day", _("Min dag")),
        ("cases", _("Ärenden")),
        ("calendar", _("Kalender")),
        ("directory", _("Kontakter")),
        ("statistics", _("Statistik")),
        ("processes", _("Processer")),
        ("settings", _("Inställningar")),
    )
