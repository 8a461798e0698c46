"""What is wrong with a file that somebody wrote, in Swedish. The place in the file stands beside it."""

from familjeflow.formats.errors import FormatError
from familjeflow.i18n import _
from familjeflow.i18n import mark as _m


def format_words(error: FormatError) -> str:
    """One sentence for what is wrong."""
    words = {**_READING, **_PROCESS, **_CONTENT}
    return _(words.get(error.code, _m("innehållet stämmer inte ({code})"))).format(code=error.code)


_READING: dict[str, str] = {
    "too_large": _m("filen är för stor."),
    "too_deep": _m("innehållet är för djupt inkapslat."),
    "too_many_elements": _m("filen har för många delar."),
    "too_many_nodes": _m("processen har för många steg."),
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
    "reserved_key": _m("nyckeln id i en rad hör till programmet."),
    "feel_no_equals": _m("villkoret ska börja med ett likhetstecken."),
    "feel_grammar": _m("villkoret går inte att läsa."),
    "feel_character": _m("villkoret har ett tecken som inte hör dit."),
    "feel_too_long": _m("villkoret är för långt."),
    "feel_too_deep": _m("villkoret har för många parenteser i varandra."),
}
