"""The world's faults as Swedish sentences: what happened, what it means, and what to do."""

from dataclasses import dataclass

from familjeflow.domain.errors import DomainError
from familjeflow.formats.errors import FormatError
from familjeflow.i18n import _
from familjeflow.services.format_sentences import format_words
from familjeflow.storage.errors import VaultError


@dataclass(frozen=True, slots=True)
class Sentence:
    """A short title and what to do."""

    title: str
    text: str


def sentence(error: DomainError | VaultError | FormatError) -> Sentence:
    """The sentence for a fault. A code without words of its own gets an honest general one."""
    if isinstance(error, FormatError):
        where = f"{error.file}, rad {error.line}" if error.line else error.file
        title = _("Filen går inte att läsa: {where}").format(where=where)
        return Sentence(title, f"{error.field}: {format_words(error)}")
    words = _vault_words() if isinstance(error, VaultError) else _domain_words()
    title, text = words.get(error.code, (_("Det gick inte."), _("Felkod: {code}").format(code=error.code)))
    facts = {name: "" if value is None else value for name, value in error.facts.items()}
    return Sentence(title.format_map(_Facts(facts)), text.format_map(_Facts(facts)))


class _Facts(dict[str, object]):
    """Facts for a sentence; one that is missing leaves its place empty."""

    def __missing__(self, key: str) -> str:
        return ""


def _domain_words() -> dict[str, tuple[str, str]]:
    return {
        "reason_needed": (
            _("Skriv ett skäl."),
            _("Det här frångår rutinen. En rad räcker; skälet syns i bild, lista och på papper."),
        ),
        "gate_shut": (
            _("Det går inte än."),
            _("Något annat måste vara gjort först. Följ länken i panelen så tas det i rätt ordning."),
        ),
        "case_closed": (_("Ärendet är stängt."), _("Öppna det igen om du behöver fortsätta.")),
        "case_not_closed": (_("Ärendet är redan öppet."), ""),
        "already_started": (_("Steget är redan påbörjat."), ""),
        "already_ticked": (_("Uppgiften är redan avbockad."), ""),
        "use_redo": (
            _("Steget är redan avslutat."),
            _("Välj Gör om för att ta det en gång till. Det som står där finns kvar."),
        ),
        "round_open": (_("Steget pågår redan."), ""),
        "nothing_to_skip": (_("Steget är redan avslutat."), _("Det finns inget att hoppa över.")),
        "nothing_to_redo": (_("Steget är inte gjort än."), _("Du kan göra det nu i stället.")),
        "nothing_to_undo": (_("Det finns inget att ångra."), _("Händelsen är redan ångrad.")),
        "cannot_undo": (_("Det går inte att ångra."), _("Det här finns kvar i historiken.")),
        "built_upon": (
            _("Det går inte att ångra längre."),
            _("Något senare bygger på det. Ångra det senare först, eller gör om steget."),
        ),
        "person_needed": (
            _("Uppgiften gäller en person."),
            _("Lägg till personen under Personer och bocka av för just den personen."),
        ),
        "partial_not_allowed": (_("Delvis går inte här."), _("Bocka av när allt är gjort.")),
        "bad_answer": (_("Svaret passar inte frågan."), _("Välj ett av svaren i listan.")),
        "bad_date": (_("Datumet går inte att läsa."), _("Skriv det som 2026-11-21.")),
        "date_out_of_range": (_("Datumet ligger utanför kalendern."), _("Kontrollera årtalet.")),
        "bad_interval": (_("Tidslängden går inte att läsa."), _("Skriv till exempel P3M för tre månader.")),
        "future_day": (
            _("Dagen har inte varit än."),
            _("Det som redan har hänt kan inte ha datumet {day}. Kontrollera datumet och datorns klocka."),
        ),
        "no_such_limit": (_("Datumet går inte att flytta."), _("Tidsgränsen är redan uppfylld.")),
        "form_problems": (
            _("Något i formuläret behöver rättas."),
            _("Titta vid de markerade fälten. Det du har skrivit är sparat som utkast."),
        ),
        "unknown_person": (_("Personen finns inte i arbetsfilen."), _("Sök igen eller registrera personen.")),
        "unknown_case": (_("Ärendet finns inte i arbetsfilen."), _("Sök på namn eller ärendenummer.")),
        "unknown_process": (_("Processen finns inte."), _("Välj en av processerna i listan.")),
        "unknown_document": (_("Dokumentet finns inte i steget."), _("Öppna steget igen.")),
        "already_participant": (_("Personen är redan med i ärendet."), ""),
        "name_needed": (_("Skriv minst ett namn."), _("Förnamn eller efternamn räcker.")),
    }


def _vault_words() -> dict[str, tuple[str, str]]:
    return {**_key_words(), **_file_words()}


def _key_words() -> dict[str, tuple[str, str]]:
    return {
        "wrong_key": (
            _("Det öppnar inte arbetsfilen."),
            _("Kontrollera stora och små bokstäver och prova igen, eller använd återställningskoden."),
        ),
        "recovery_code_typo": (
            _("Återställningskoden är felskriven."),
            _("De två sista tecknen stämmer inte med resten. Jämför med pappret, grupp för grupp."),
        ),
        "empty_passphrase": (_("Lösenfrasen är tom."), _("Skriv en fras på flera ord.")),
        "key_file_missing": (
            _("Nyckelfilen saknas."),
            _("Den heter som arbetsfilen men slutar på .nycklar. Lägg tillbaka den från säkerhetskopian."),
        ),
        "damaged_key_file": (
            _("Nyckelfilen är skadad eller ändrad."),
            _("Lägg tillbaka nyckelfilen från säkerhetskopian."),
        ),
        "wrong_key_file": (
            _("Nyckelfilen hör till en annan arbetsfil."),
            _("Lägg tillbaka den nyckelfil som hör ihop med arbetsfilen."),
        ),
        "cost_out_of_bounds": (
            _("Nyckelfilen ber om orimligt mycket minne."),
            _("Den kan vara ändrad av någon annan. Lägg tillbaka den från säkerhetskopian."),
        ),
        "last_slot": (
            _("Det måste finnas minst en lösenfras eller återställningskod."),
            _("Lägg till en ny innan du tar bort den här."),
        ),
        "no_such_slot": (_("Den vägen in finns inte längre."), _("Öppna inställningarna på nytt.")),
        "keyring_unavailable": (
            _("Datorns nyckelring går inte att använda."),
            _("Lås upp med lösenfrasen. Arbetsfilen är inte berörd."),
        ),
        "keyring_timeout": (
            _("Datorns nyckelring svarar inte."),
            _("Lås upp med lösenfrasen. Arbetsfilen är inte berörd."),
        ),
        "keyring_empty": (
            _("Datorns nyckelring har ingen nyckel till den här arbetsfilen."),
            _("Lås upp med lösenfrasen. Sedan kan du lägga till nyckelringen igen i inställningarna."),
        ),
        "cancelled": (_("Avbrutet."), ""),
        "timeout": (_("Upplåsningen tog för lång tid."), _("Prova igen när datorn är mindre upptagen.")),
        "out_of_memory": (_("Datorns minne räckte inte."), _("Stäng andra program och prova igen.")),
        "locked": (_("Arbetsfilen är låst."), _("Lås upp för att fortsätta.")),
        "interrupted": (_("Arbetet avbröts för att arbetsfilen låses."), _("Inget är halvsparat.")),
    }


def _file_words() -> dict[str, tuple[str, str]]:
    return {
        "damaged": (
            _("Arbetsfilen är skadad."),
            _("Öppna den senaste säkerhetskopian. Ändra ingenting i den skadade filen; spara den undan."),
        ),
        "newer_version": (
            _("Arbetsfilen är gjord av en nyare version av FamiljeFlow."),
            _("Uppdatera programmet och öppna igen. Filen är orörd."),
        ),
        "not_a_vault": (
            _("Filen är ingen arbetsfil."),
            _("Den är tom eller av ett annat slag. Välj rätt fil, eller öppna säkerhetskopian."),
        ),
        "vault_missing": (_("Arbetsfilen finns inte där."), _("Kontrollera mappen eller välj en annan fil.")),
        "folder_missing": (_("Mappen finns inte."), _("Skapa mappen eller välj en annan.")),
        "exists": (_("Det finns redan en fil där."), _("Välj ett annat namn. Ingenting har skrivits över.")),
        "read_only": (
            _("Mappen går inte att skriva i."),
            _("Välj en mapp som du får spara i. Ingenting har gått förlorat."),
        ),
        "disk_full": (
            _("Disken är full."),
            _("Det senaste blev inte sparat. Frigör utrymme och gör om det; allt tidigare finns kvar."),
        ),
        "disk_error": (
            _("Disken svarar inte som den ska."),
            _("Det senaste blev kanske inte sparat. Ta en säkerhetskopia till en annan disk."),
        ),
        "in_use": (
            _("Arbetsfilen är redan öppen."),
            _("Ett annat fönster eller en annan dator ({host}) har den. Stäng där och prova igen."),
        ),
        "forked_chain": (
            _("Två olika uppgifter har samma plats i historiken."),
            _("En kopia av arbetsfilen har använts vid sidan av. Ingenting är ändrat; kontakta ansvarig."),
        ),
        "broken_chain": (
            _("Historiken går inte att kontrollera."),
            _("Något saknas eller är ändrat i det som togs emot. Ingenting är sparat."),
        ),
        "unknown_kind": (
            _("Arbetsfilen innehåller något som den här versionen inte känner."),
            _("Uppdatera programmet och öppna igen."),
        ),
    }
