"""What is said about backups: sizes, where they lie, when to remind, and what a trial restore found."""

from datetime import datetime

from familjeflow.i18n import _, ngettext
from familjeflow.services.backups import Standing
from familjeflow.services.restore import Trial
from familjeflow.services.sentences import sentence
from familjeflow.services.words import clock_word
from familjeflow.storage.errors import VaultError

_KB, _MB = 1000, 1000 * 1000


def size_word(size: int) -> str:
    """A number of bytes for a person: "850 kB", "12,4 MB"."""
    if size < _MB:
        return _("{size} kB").format(size=max(1, round(size / _KB)))
    return _("{size} MB").format(size=f"{size / _MB:.1f}".replace(".", ","))


def place_words(found: Standing) -> str:
    """What the person should know of where the copies lie, "" where there is nothing to say."""
    said = []
    if found.folder is not None and found.same_disk:
        said.append(
            _(
                "Mappen ligger på samma disk som arbetsfilen. Går den sönder försvinner båda. "
                "Välj hellre en annan."
            )
        )
    if found.place:
        said.append(
            _("Mappen delas med en annan dator eller tjänst ({place}). Kopiorna är krypterade.").format(
                place=found.place
            )
        )
    return " ".join(said)


def reminder(found: Standing, now: datetime) -> str:
    """Why it is time to do something about the backups, "" where all is well."""
    if found.folder is None:
        return _(
            "Ingen mapp är vald för säkerhetskopior. Går datorn sönder finns arbetsfilen ingen annanstans."
        )
    why = fault_words(found.fault)
    if not found.late(now):
        return _("Den senaste säkerhetskopian blev inte av. {why}").format(why=why) if why else ""
    if found.latest is None:
        return _("Ingen säkerhetskopia har lyckats än. {why}").format(why=why).strip() if why else ""
    if found.latest > now:
        return _("Datorns klocka går fel, eller har gått fel. Ta en ny säkerhetskopia när den går rätt.")
    days = (now - found.latest).days
    said = ngettext(
        "Ingen säkerhetskopia har lyckats på {days} dag.",
        "Ingen säkerhetskopia har lyckats på {days} dagar.",
        days,
    ).format(days=days)
    return f"{said} {why}".strip()


def fault_words(code: str) -> str:
    """Why a backup did not succeed and what to do, "" for no fault."""
    if not code:
        return ""
    return {
        "folder_missing": _(
            "Mappen finns inte just nu. Sätt i disken eller anslut nätverket, eller välj en annan."
        ),
        "disk_full": _("Disken med kopiorna är full. Frigör utrymme där, eller välj en annan mapp."),
        "read_only": _("Mappen för kopior går inte att skriva i. Välj en annan."),
        "disk_error": _("Disken med kopiorna svarar inte som den ska. Välj en annan."),
    }.get(code) or _general(code)


def _general(code: str) -> str:
    said = sentence(VaultError(code))  # type: ignore[arg-type]  # kept on this computer: an unknown code has words
    return f"{said.title} {said.text}".strip()


def trial_words(trial: Trial) -> str:
    """What a trial restore found."""
    when = clock_word(trial.copy.made_at)
    if not trial.sound:
        return _(
            "Kopian från {when} går att öppna, men {foreign} händelser stämmer inte med arbetsfilen och "
            "{unreadable} ärenden går inte att läsa. Spara kopian och arbetsfilen, och säg till den som "
            "ansvarar."
        ).format(when=when, foreign=trial.foreign, unreadable=trial.unreadable)
    said = _(
        "Kopian från {when} går att återställa. {cases} öppnades och {facts} händelser stämmer med "
        "arbetsfilen."
    ).format(
        when=when,
        cases=ngettext("{count} ärende", "{count} ärenden", trial.cases).format(count=trial.cases),
        facts=trial.facts,
    )
    if not trial.later:
        return said
    later = ngettext(
        "{count} händelse har kommit till sedan dess.",
        "{count} händelser har kommit till sedan dess.",
        trial.later,
    ).format(count=trial.later)
    return f"{said} {later}"
