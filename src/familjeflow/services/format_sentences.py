"""What is wrong with a file that somebody wrote, in Swedish. The place in the file stands beside it."""

from familjeflow.formats.errors import FormatError
from familjeflow.i18n import _
from familjeflow.i18n import mark as _m


def format_words(error: FormatError) -> str:
    """One sentence for what is wrong."""
    words = {**_READING, **_PROCESS, **_CONTENT, **_POLICY}
    return _(words.get(error.code, _m("innehållet stämmer inte ({code})"))).format(code=error.code)


_READING: dict[str, str] = {
    "too_large": _m("filen är för stor."),
    "too_deep": _m("innehållet är för djupt inkapslat."),
    "too_many_elements": _m("filen har för många delar."),
    "too_many_nodes": _m("processen har för många steg."),
    "too_many_flows": _m("processen har för många flöden."),
    "too_many_lanes": _m("processen har för många banor."),
    "too_many_options": _m("formuläret har för många val."),
    "too_many_fields": _m("formuläret har för många fält."),
    "too_many_files": _m("mappen har för många filer."),
    "missing_file": _m("filen saknas i mappen."),
    "doctype": _m("en dokumenttyp (DOCTYPE) är inte tillåten."),
    "not_json": _m("det är inte giltig JSON."),
    "not_utf8": _m("texten är inte sparad som UTF-8."),
    "not_toml": _m("det är inte giltig TOML."),
    "not_xml": _m("det är inte giltig XML."),
    "not_bpmn": _m("det är inte en BPMN 2.0-fil."),
    "not_a_form": _m("det är inte ett formulär (form-js)."),
    "text_too_long": _m("en text är för lång."),
    "hidden_character": _m("texten har ett tecken som inte syns, eller som vänder på läsriktningen."),
    "bad_file_name": _m("ett formulärs filnamn får bara ha bokstäver, siffror, bindestreck och understreck."),
    "bad_number": _m("ett tal går inte att läsa."),
}


_PROCESS: dict[str, str] = {
    "no_process": _m("filen har ingen process."),
    "several_processes": _m("filen har flera processer; den får ha en."),
    "no_start": _m("processen saknar start."),
    "nothing_after_start": _m("ingenting kommer efter starten."),
    "unreachable": _m("ingen väg leder hit."),
    "duplicate_id": _m("samma id används två gånger."),
    "no_id": _m("elementet saknar id."),
    "bad_id": _m("id:t får bara ha små bokstäver a–z, siffror och understreck."),
    "dangling": _m("elementet pekar på något som inte finns."),
    "unsupported_element": _m("den här sortens BPMN-element kan programmet inte visa än."),
    "expression": _m("uttryck och skript körs aldrig och får inte finnas här."),
    "flow_crosses_subprocess": _m("ett flöde får inte gå över kanten på en delprocess."),
    "flow_wrong_way": _m("flödet går in i en start eller ut ur ett slut."),
    "node_without_lane": _m("steget ligger inte i någon bana."),
    "two_lanes": _m("steget ligger i två banor."),
    "no_drawing": _m("filen saknar ritning (BPMN DI). Rita processen i ett BPMN-verktyg och spara igen."),
    "not_drawn": _m("elementet är inte ritat (saknar BPMN DI)."),
    "several_drawings": _m("filen har flera ritningar; den får ha en."),
    "drawn_twice": _m("elementet är ritat två gånger."),
    "edge_without_points": _m("ett flöde är ritat utan punkter."),
    "shape_without_bounds": _m("elementet är ritat utan läge och storlek."),
    "cycle_without_stop": _m("flödet går runt utan att passera något steg."),
}


_CONTENT: dict[str, str] = {
    "unknown_key": _m("nyckeln finns inte i formatet."),
    "missing_key": _m("en nyckel saknas."),
    "duplicate_key": _m("samma nyckel används två gånger."),
    "bad_key": _m("nyckeln får inte se ut så."),
    "wrong_type": _m("värdet är av fel slag."),
    "empty": _m("värdet är tomt."),
    "too_many_entries": _m("steget har för många uppgifter, dokument, frågor, spärrar och tidsgränser."),
    "unknown_part": _m("rollen i ärendet finns inte; välj client, adult, child, guardian eller contact."),
    "bad_week": _m("inställningens val ska vara veckor i månaden: 1, 2, 3, 4 eller 5."),
    "unknown_prefill": _m("det finns inget sådant att fylla i från ärendet."),
    "unknown_options": _m("det finns ingen sådan lista med val."),
    "unknown_step": _m("steget finns inte i process.bpmn."),
    "unknown_role": _m("rollen är inte deklarerad under [roles]."),
    "unknown_fact": _m("uppgiften är inte deklarerad under [facts]."),
    "unknown_date": _m("datumet är inte deklarerat under [dates]."),
    "unknown_choice": _m("valet finns inte bland inställningens val."),
    "unknown_anchor": _m("det som tiden räknas från finns inte."),
    "bad_anchor": _m("det som tiden räknas från är skrivet fel."),
    "bad_interval": _m("tidslängden är skriven fel; skriv till exempel P3M."),
    "bad_weekly": _m("veckotiden är skriven fel; skriv till exempel mon 09:00."),
    "no_choices": _m("det finns inga val."),
    "flow_elsewhere": _m("flödet går inte ut från den frågan."),
    "not_a_question": _m("elementet är ingen fråga (en exklusiv gateway med flera vägar ut)."),
    "question_without_words": _m("frågan har ingen text."),
    "form_id_is_not_file_name": _m("formulärets id ska vara detsamma som filnamnet."),
    "unknown_kind": _m("den sorten finns inte i formatet."),
    "unknown_type": _m("fältets typ finns inte i programmet."),
    "answer_missing": _m("frågan saknar svar för en av vägarna ut."),
    "answer_twice": _m("två svar går samma väg ut."),
    "unknown_act": _m("spärren gäller något som inte finns i steget."),
    "unknown_form": _m("formuläret finns inte i mappen."),
    "unknown_function": _m("regeln finns inte i programmet."),
    "unknown_setting": _m("inställningen är inte deklarerad under [settings]."),
    "unknown_directory": _m("ingen uppgift under [[directory]] har den sorten (kind)."),
    "unknown_system": _m("systemet är inte deklarerat under [systems]."),
    "unknown_task": _m("uppgiften finns inte i steget."),
    "pattern_dangerous": _m("mönstret kan ta orimligt lång tid att pröva."),
    "pattern_invalid": _m("mönstret går inte att läsa."),
    "pattern_too_long": _m("mönstret är för långt."),
    "group_with_path": _m("en grupp får inte ha en egen sökväg."),
    "unknown_field": _m("fältet finns inte i formuläret, eller är inget datum."),
    "unknown_plan_part": _m("ordet finns inte; välj text, added, fulfilled eller fulfilled_on."),
    "reserved_key": _m("nyckeln hör till programmet i en rad: id, map_angle eller map_distance."),
    "unknown_picture": _m("bilden finns inte; välj network, eller ta bort de andra orden om bilden."),
    "network_field": _m("ordet ska vara nyckeln till en text i raden, eller till ett val med egna svar."),
    "network_size": _m("kartan ska ha 1–8 sektorer och 1–4 grader av närhet."),
    "network_lines": _m("skriv ett streck för varje relation: strong, plain, jagged, arrow eller broken."),
    "feel_no_equals": _m("villkoret ska börja med ett likhetstecken."),
    "feel_grammar": _m("villkoret går inte att läsa."),
    "feel_character": _m("villkoret har ett tecken som inte hör dit."),
    "feel_too_long": _m("villkoret är för långt."),
    "feel_too_deep": _m("villkoret har för många parenteser i varandra."),
}


_POLICY: dict[str, str] = {
    "unreadable": _m("filen går inte att öppna. Programmet måste få läsa den."),
    "bad_minutes": _m("minuterna ska vara ett helt tal från 1 till 60."),
    "not_absolute": _m("skriv hela sökvägen, inom enkla citattecken på Windows."),
    "unknown_window": _m("skriv right (fönster till höger, H2) eller left (till vänster, V2)."),
    "no_folder": _m("mappen finns inte, eller går inte att läsa."),
    "process_twice": _m("två mappar har en process med samma id."),
}
