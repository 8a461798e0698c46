"""The world's faults as Swedish sentences: what happened, what it means, and what to do."""

from dataclasses import dataclass

from familjeflow.domain.errors import DomainError
from familjeflow.formats.errors import FormatError
from familjeflow.i18n import _
from familjeflow.i18n import mark as _m
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
        where = error.file
        if error.line:
            where = _("{file}, rad {line}").format(file=error.file, line=error.line)
        title = _("Filen går inte att läsa: {where}").format(where=where)
        wrong = format_words(error)
        said = f"{error.field}: {wrong}" if error.field else wrong[:1].upper() + wrong[1:]
        return Sentence(title, said)
    words = {**_KEYS, **_FILES} if isinstance(error, VaultError) else {**_DOMAIN, **_MISSING, **_PAPERS}
    title, text = words.get(error.code, _UNKNOWN)
    facts = _Facts({name: "" if value is None else value for name, value in error.facts.items()})
    facts["code"] = error.code
    return Sentence(_(title).format_map(facts), _(text).format_map(facts) if text else "")


class _Facts(dict[str, object]):
    """Facts for a sentence; one that is missing leaves its place empty."""

    def __missing__(self, key: str) -> str:
        return ""


_UNKNOWN = (_m("Det gick inte."), _m("Felkod: {code}"))

_READ_ONLY = (
    _m("Arbetsfilen är öppnad skrivskyddad."),
    _m("Här går det att läsa, men ingenting sparas. Lås och öppna den vanliga arbetsfilen för att arbeta."),
)
_PLAIN_ARMS = _m("Välj en liten PNG, eller en SVG som bara har former: inga texter, bilder eller skuggor.")
_PAPERS: dict[str, tuple[str, str]] = {
    "read_only_session": _READ_ONLY,
    "limit_text_needed": (_m("Skriv vad som ska vara gjort."), _m("Skriv också vad tiden räknas från.")),
    "no_such_case": (
        _m("Inget öppet ärende har det numret."),
        _m("Skriv hela ärendenumret eller personnumret."),
    ),
    "several_cases": (_m("Klienten har flera ärenden."), _m("Skriv ärendenumret.")),
    "unknown_limit": (_m("Tidsgränsen finns inte längre."), _m("Välj en annan i listan.")),
    "limit_ended": (_m("Tidsgränsen är redan avslutad."), _m("Ångra i Historik om det blev fel.")),
    "unreadable_pdf": (
        _m("Filen går inte att visa."),
        _m("Den är trasig eller låst med ett lösenord. Spara en kopia och öppna den i ett annat program."),
    ),
    "already_booked": (_m("Mötet är redan bokat."), _m("Flytta det i stället, under Möten.")),
    "unknown_outcome": (
        _m("Det går inte att spara."),
        _m("Välj om mötet hölls, uteblev eller ställdes in."),
    ),
    "past_day": (_m("Dagen har redan varit."), _m("Välj dagens datum eller ett senare.")),
    "unknown_meeting": (_m("Mötet finns inte längre."), _m("Bokningen är ångrad. Välj ett annat möte.")),
    "meeting_over": (_m("Mötet är redan avslutat."), _m("Ångra först om det blev fel.")),
    "meeting_not_yet": (
        _m("Mötet har inte varit än."),
        _m("Det är den {day}. Flytta det, eller ställ in det."),
    ),
    "nothing_moved": (_m("Mötet står redan så."), _m("Ändra dag, tid, rum eller tolk.")),
    "next_booked": (_m("Nästa möte är redan bokat."), _m("Det är den {day}.")),
    "bad_time": (_m("Tiden går inte att läsa."), _m("Skriv den som 13:30.")),
    "bad_length": (_m("Mötets längd går inte att använda."), _m("Skriv ett antal minuter, högst ett dygn.")),
    "unknown_watch": (_m("Bevakningen finns inte längre."), _m("Den är redan klar eller borttagen.")),
    "no_file_yet": (_m("Er fil är inte tillagd än."), _m("Lägg till den under Processer.")),
    "letter_text": (_m("Brevets text går inte att använda."), _m("Rätta det som står vid texten.")),
    "address_protected": (
        _m("Adressen är skyddad och skrivs inte ut."),
        _m("Skriv brevet utan adress och skicka det genom Skatteverkets förmedling."),
    ),
    "pale_colour": (
        _m("Färgen går inte att läsa på vitt papper."),
        _m("Välj en mörkare, skriven som #1f4e79."),
    ),
    "arms_too_large": (_m("Vapnets fil är för stor."), _PLAIN_ARMS),
    "arms_too_deep": (_m("Vapnets fil är för invecklad."), _PLAIN_ARMS),
    "arms_not_plain_shapes": (_m("Vapnets fil har annat än former."), _PLAIN_ARMS),
    "arms_unreadable": (_m("Vapnets fil går inte att läsa."), _PLAIN_ARMS),
}

_DOMAIN: dict[str, tuple[str, str]] = {
    "reason_needed": (
        _m("Skriv ett skäl."),
        _m("Det här frångår rutinen. En rad räcker; skälet syns i bild, lista och på papper."),
    ),
    "gate_shut": (
        _m("Det går inte än."),
        _m("Något annat måste vara gjort först. Följ länken i panelen så tas det i rätt ordning."),
    ),
    "case_closed": (_m("Ärendet är stängt."), _m("Öppna det igen om du behöver fortsätta.")),
    "case_not_closed": (_m("Ärendet är redan öppet."), ""),
    "already_started": (_m("Steget är redan påbörjat."), ""),
    "already_ticked": (_m("Uppgiften är redan avbockad."), ""),
    "use_redo": (
        _m("Steget är redan avslutat."),
        _m("Välj Gör om för att ta det en gång till. Det som står där finns kvar."),
    ),
    "round_open": (_m("Steget pågår redan."), ""),
    "nothing_to_skip": (_m("Steget är redan avslutat."), _m("Det finns inget att hoppa över.")),
    "nothing_to_redo": (_m("Steget är inte gjort än."), _m("Du kan göra det nu i stället.")),
    "nothing_to_undo": (_m("Det finns inget att ångra."), _m("Händelsen är redan ångrad.")),
    "cannot_undo": (_m("Det går inte att ångra."), _m("Det här finns kvar i historiken.")),
    "built_upon": (
        _m("Det går inte att ångra längre."),
        _m("Något senare bygger på det. Ångra det senare först, eller gör om steget."),
    ),
    "person_needed": (
        _m("Uppgiften gäller en person."),
        _m("Lägg till personen under Personer och bocka av för just den personen."),
    ),
    "partial_not_allowed": (_m("Delvis går inte här."), _m("Bocka av när allt är gjort.")),
    "bad_answer": (_m("Svaret passar inte frågan."), _m("Välj ett av svaren i listan.")),
    "bad_date": (_m("Datumet går inte att läsa."), _m("Skriv det som 2026-11-21.")),
    "date_out_of_range": (_m("Datumet ligger utanför kalendern."), _m("Kontrollera årtalet.")),
    "bad_interval": (_m("Tidslängden går inte att läsa."), _m("Skriv till exempel P3M för tre månader.")),
    "future_day": (
        _m("Dagen har inte varit än."),
        _m("Det som redan har hänt kan inte ha datumet {day}. Kontrollera datumet och datorns klocka."),
    ),
    "no_such_limit": (_m("Datumet går inte att flytta."), _m("Tidsgränsen är redan uppfylld.")),
    "form_problems": (
        _m("Något i formuläret behöver rättas."),
        _m("Titta vid de markerade fälten. Det du har skrivit är sparat som utkast."),
    ),
    "ground_out_of_time": (
        _m("Lagrummet gällde inte den dagen."),
        _m("{ground} kan inte användas för {day}. Välj ett annat lagrum, eller rätta datumet."),
    ),
    "empty_note": (_m("Anteckningen är tom."), _m("Skriv en text för varje person som är vald.")),
    "already_written": (_m("Anteckningen är redan klar."), _m("Den finns i journalen. Rätta den där.")),
    "same_text": (_m("Texten är densamma."), _m("Ändra det som ska rättas.")),
    "note_cleared": (_m("Texten är rensad."), _m("Det som ska rättas finns i systemet där akten förs.")),
    "note_locked": (_m("Anteckningen är låst."), _m("Den förs här och finns kvar. Den går att rätta.")),
    "already_entered": (_m("Anteckningen är redan införd."), ""),
    "not_entered": (_m("Anteckningen är inte införd."), _m("För in den först. Texten finns kvar här.")),
    "too_early": (_m("Det är för tidigt att rensa."), _m("Texten kan rensas från och med {day}.")),
    "profile_needed": (
        _m("Ditt namn eller din befattning saknas."),
        _m("Båda behövs för att signera. Skriv dem i Inställningar; utkastet är sparat."),
    ),
    "unknown_version": (_m("Den versionen finns inte."), _m("Öppna dokumentet igen.")),
    "unknown_person": (_m("Personen finns inte i arbetsfilen."), _m("Sök igen eller registrera personen.")),
    "unknown_case": (_m("Ärendet finns inte i arbetsfilen."), _m("Sök på namn eller ärendenummer.")),
    "unknown_process": (_m("Processen finns inte."), _m("Välj en av processerna i listan.")),
    "too_few_cases": (_m("Det finns för få ärenden."), _m("En händelselogg görs av minst {least} ärenden.")),
    "unknown_document": (_m("Dokumentet finns inte i steget."), _m("Öppna steget igen.")),
    "in_other_family": (
        _m("Personen hör redan till en annan familjegrupp."),
        _m("En person kan bara vara med i en. Ta bort personen ur den andra gruppen först."),
    ),
    "already_in_family": (_m("Personerna hör redan till samma familjegrupp."), ""),
    "not_in_family": (_m("Personen hör inte till någon familjegrupp."), ""),
    "same_person": (_m("Det är samma person."), _m("Välj två olika personer.")),
    "relation_needed": (_m("Relationen saknas."), _m("Välj en, eller skriv den med egna ord.")),
    "unknown_relation": (_m("Relationen finns inte längre."), _m("Någon har redan tagit bort den.")),
    "unknown_entry": (_m("Kontakten finns inte."), _m("Öppna Kontakter igen.")),
    "entry_name_needed": (_m("Kontakten har inget namn."), _m("Skriv firman, rummet eller personen.")),
    "already_participant": (_m("Personen är redan med i ärendet."), ""),
    "name_needed": (_m("Skriv minst ett namn."), _m("Förnamn eller efternamn räcker.")),
}


# What was asked for is not in the process or the case any more: most often an old screen.
_AGAIN = _m("Öppna ärendet igen, så visas det som gäller nu.")
_MISSING: dict[str, tuple[str, str]] = {
    "unknown_step": (_m("Steget finns inte i processen."), _AGAIN),
    "unknown_task": (_m("Uppgiften finns inte i steget."), _AGAIN),
    "unknown_note": (_m("Anteckningen finns inte i ärendet."), _AGAIN),
    "unknown_ask": (_m("Frågan finns inte i steget."), _AGAIN),
    "unknown_answer": (_m("Svaret hör inte till frågan."), _AGAIN),
    "not_a_step": (_m("Det här är en fråga, inget steg."), _m("Svara på frågan i stället.")),
    "not_a_question": (_m("Det här är ett steg, ingen fråga."), _m("Markera det klart i stället.")),
    "unknown_role": (_m("Rollen finns inte i processen."), _AGAIN),
    "unknown_setting": (_m("Valet finns inte i processen."), _AGAIN),
    "unknown_part": (
        _m("Så kan en person inte delta."),
        _m("Välj klient, vuxen, barn, vårdnadshavare eller kontakt."),
    ),
    "not_opened_then": (
        _m("Ärendet var inte öppnat den dagen."),
        _m("Välj en dag från och med den dag då ärendet öppnades."),
    ),
}

_KEYS: dict[str, tuple[str, str]] = {
    "wrong_key": (
        _m("Det öppnar inte arbetsfilen."),
        _m("Kontrollera stora och små bokstäver och prova igen, eller använd återställningskoden."),
    ),
    "recovery_code_typo": (
        _m("Återställningskoden är felskriven."),
        _m("De två sista tecknen stämmer inte med resten. Jämför med pappret, grupp för grupp."),
    ),
    "empty_passphrase": (_m("Lösenfrasen är tom."), _m("Skriv en fras på flera ord.")),
    "key_file_missing": (
        _m("Nyckelfilen saknas."),
        _m("Den heter som arbetsfilen men slutar på .nycklar. Lägg tillbaka den från säkerhetskopian."),
    ),
    "damaged_key_file": (
        _m("Nyckelfilen är skadad eller ändrad."),
        _m("Lägg tillbaka nyckelfilen från säkerhetskopian."),
    ),
    "wrong_key_file": (
        _m("Nyckelfilen hör till en annan arbetsfil."),
        _m("Lägg tillbaka den nyckelfil som hör ihop med arbetsfilen."),
    ),
    "cost_out_of_bounds": (
        _m("Nyckelfilen ber om orimligt mycket minne."),
        _m("Den kan vara ändrad av någon annan. Lägg tillbaka den från säkerhetskopian."),
    ),
    "last_slot": (
        _m("Det måste finnas minst en lösenfras eller återställningskod."),
        _m("Lägg till en ny innan du tar bort den här."),
    ),
    "no_such_slot": (_m("Den vägen in finns inte längre."), _m("Öppna inställningarna på nytt.")),
    "keyring_forbidden": (
        _m("Datorns nyckelring får inte användas här."),
        _m("Så har organisationen bestämt för den här datorn. Lås upp med lösenfrasen."),
    ),
    "keyring_unavailable": (
        _m("Datorns nyckelring går inte att använda."),
        _m("Lås upp med lösenfrasen. Arbetsfilen är inte berörd."),
    ),
    "keyring_timeout": (
        _m("Datorns nyckelring svarar inte."),
        _m("Lås upp med lösenfrasen. Arbetsfilen är inte berörd."),
    ),
    "keyring_empty": (
        _m("Datorns nyckelring har ingen nyckel till den här arbetsfilen."),
        _m("Lås upp med lösenfrasen. Sedan kan du lägga till nyckelringen igen i inställningarna."),
    ),
    "cancelled": (_m("Avbrutet."), ""),
    "timeout": (_m("Upplåsningen tog för lång tid."), _m("Prova igen när datorn är mindre upptagen.")),
    "out_of_memory": (_m("Datorns minne räckte inte."), _m("Stäng andra program och prova igen.")),
    "locked": (_m("Arbetsfilen är låst."), _m("Lås upp för att fortsätta.")),
    "interrupted": (_m("Arbetet avbröts för att arbetsfilen låses."), _m("Inget är halvsparat.")),
}


_FILES: dict[str, tuple[str, str]] = {
    "damaged": (
        _m("Arbetsfilen är skadad."),
        _m("Öppna den senaste säkerhetskopian. Ändra ingenting i den skadade filen; spara den undan."),
    ),
    "newer_version": (
        _m("Arbetsfilen är gjord av en nyare version av FamiljeFlow."),
        _m("Uppdatera programmet och öppna igen. Filen är orörd."),
    ),
    "not_a_vault": (
        _m("Filen är ingen arbetsfil."),
        _m("Den är tom eller av ett annat slag. Välj rätt fil, eller öppna säkerhetskopian."),
    ),
    "no_backup": (
        _m("Det finns ingen säkerhetskopia att öppna."),
        _m("Välj Återställ från en säkerhetskopia och leta upp filen, om du vet var den ligger."),
    ),
    "older_version": (
        _m("Kopian är gjord av en äldre version av FamiljeFlow."),
        _m("Den går inte att bara titta i. Återställ den som en ny arbetsfil i stället."),
    ),
    "unreadable_copy": (
        _m("Kopian gick inte att läsa tillbaka."),
        _m("Den är inte sparad. De tidigare kopiorna finns kvar; försök igen, gärna till en annan disk."),
    ),
    "vault_missing": (_m("Arbetsfilen finns inte där."), _m("Kontrollera mappen eller välj en annan fil.")),
    "file_too_big": (
        _m("Filen är för stor."),
        _m("En fil får vara högst 25 MB. Spara den i mindre delar eller som PDF."),
    ),
    "file_empty": (_m("Filen är tom."), _m("Kontrollera att den är färdigsparad och välj den igen.")),
    "unknown_file": (_m("Filen finns inte i arbetsfilen."), _m("Lägg till den igen.")),
    "folder_missing": (_m("Mappen finns inte."), _m("Skapa mappen eller välj en annan.")),
    "exists": (_m("Det finns redan en fil där."), _m("Välj ett annat namn. Ingenting har skrivits över.")),
    "read_only": (
        _m("Mappen går inte att skriva i."),
        _m("Välj en mapp som du får spara i. Ingenting har gått förlorat."),
    ),
    "disk_full": (
        _m("Disken är full."),
        _m("Det senaste blev inte sparat. Frigör utrymme och gör om det; allt tidigare finns kvar."),
    ),
    "disk_error": (
        _m("Disken svarar inte som den ska."),
        _m("Det senaste blev kanske inte sparat. Ta en säkerhetskopia till en annan disk."),
    ),
    "synced_folder": (
        _m("Arbetsfilen får inte ligga i en mapp som synkas ({place})."),
        _m(
            "En synkad arbetsfil kan skadas och bli två olika. Välj en mapp på den här datorns egen disk. "
            "Ligger filen redan där: stäng programmet och flytta både arbetsfilen och nyckelfilen."
        ),
    ),
    "roaming_profile": (
        _m("Arbetsfilen får inte ligga i en profil som följer med mellan datorer."),
        _m(
            "Den kopieras när du loggar in och ut och kan bli två olika. Välj en mapp på den här datorns "
            "egen disk."
        ),
    ),
    "network_folder": (
        _m("Arbetsfilen får inte ligga på en nätverksdisk ({place})."),
        _m(
            "Välj en mapp på den här datorns egen disk. It-avdelningen kan tillåta nätverksdisken i "
            "programmets inställningsfil för hela datorn."
        ),
    ),
    "in_use": (
        _m("Arbetsfilen är redan öppen."),
        _m("Ett annat fönster eller en annan dator ({host}) har den. Stäng där och prova igen."),
    ),
    "forked_chain": (
        _m("Två olika uppgifter har samma plats i historiken."),
        _m("En kopia av arbetsfilen har använts vid sidan av. Ingenting är ändrat; kontakta ansvarig."),
    ),
    "broken_chain": (
        _m("Historiken går inte att kontrollera."),
        _m("Något saknas eller är ändrat i det som togs emot. Ingenting är sparat."),
    ),
    "unknown_kind": (
        _m("Arbetsfilen innehåller något som den här versionen inte känner."),
        _m("Uppdatera programmet och öppna igen."),
    ),
}
