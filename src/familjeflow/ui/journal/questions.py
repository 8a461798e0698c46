"""What is asked before a text goes away for good: what goes, and what stays."""

from PySide6.QtWidgets import QWidget

from familjeflow.i18n import _, ngettext
from familjeflow.ui.dialogs import Dialogs


def may_discard(dialogs: Dialogs, parent: QWidget) -> bool:
    """Ask before a draft is thrown away."""
    title = _("Kasta utkastet?")
    text = _("Det som är skrivet går inte att få tillbaka. Det har aldrig blivit en anteckning i ärendet.")
    return dialogs.ask(parent, title, text, _("Kasta utkastet"), danger=True)


def may_clear(dialogs: Dialogs, parent: QWidget, system: str, count: int = 1) -> bool:
    """Ask before texts of notes that were entered elsewhere are cleared here."""
    title = ngettext("Rensa texten?", "Rensa {n} texter?", count).format(n=count)
    text = ngettext(
        "Texten tas bort här och går inte att få tillbaka. Den finns i {system}, där den är införd. Kvar här "
        "står slaget, dagen, vem som skrev och att den är införd. Steg och datum rörs inte.",
        "Texterna tas bort här och går inte att få tillbaka. De finns i {system}, där de är införda. Kvar "
        "här står slaget, dagen, vem som skrev och att de är införda. Steg och datum rörs inte.",
        count,
    ).format(system=system)
    act = _("Rensa texten") if count == 1 else _("Rensa texterna")
    return dialogs.ask(parent, title, text, act, danger=True)


def may_drop_correction(dialogs: Dialogs, parent: QWidget) -> bool:
    """Ask before a correction that is not finished is dropped."""
    title = _("Lämna rättelsen?")
    text = _("Anteckningen blir kvar som den är. Det du har ändrat sparas inte.")
    return dialogs.ask(parent, title, text, _("Lämna"), danger=True)
