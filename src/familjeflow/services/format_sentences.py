"""What is wrong with a file that somebody wrote, in Swedish. The place in the file stands beside it."""

from familjeflow.formats.errors import FormatError
from familjeflow.i18n import _


def format_words(error: FormatError) -> str:
    """One sentence for what is wrong."""
    words = {**_reading_words(), **_process_words(), **_content_words()}
    return words.get(error.code, _("innehållet stämmer inte ({code})").format(code=error.code))


def _reading_words() -> dict[str, str]:
    return {
        "too_large": _("filen är för stor."),
        "too_deep": _("innehållet är för djupt inkapslat."),
        "too_many_elements": _("filen har för många delar."),
        "too_many_nodes": _("processen har för många steg."),
        "too_many_fields": _("formuläret har för många fält."),
        "too_many_files": _("mappen har för många filer."),
        "missing_file": _("filen saknas i mappen."),
        "doctype": _("en dokumenttyp (DOCTYPE) är inte tillåten."),
        "not_json": _("det är inte giltig JSON."),
        "not_toml": _("det är inte giltig TOML."),
        "not_xml": _("det är inte giltig XML."),
        "not_bpmn": _("det är inte en BPMN 2.0-fil."),
        "not_a_form": _("det är inte ett formulär (form-js)."),
        "bad_number": _("ett tal går inte att läsa."),
    }


def _process_words() -> dict[str, str]:
    return {
        "no_process": _("filen har ingen process."),
        "several_processes": _("filen har flera processer; den får ha en."),
        "no_start": _("processen saknar start."),
        "nothing_after_start": _("ingenting kommer efter starten."),
        "unreachable": _("ingen väg leder hit."),
        "duplicate_id": _("samma id används två gånger."),
        "no_id": _("elementet saknar id."),
        "bad_id": _("id:t får bara ha små bokstäver a–z, siffror och understreck."),
        "dangling": _("elementet pekar på något som inte finns."),
        "unsupported_element": _("den här sortens BPMN-element kan programmet inte visa än."),
        "expression": _("uttryck och skript körs aldrig och får inte finnas här."),
        "flow_crosses_subprocess": _("ett flöde får inte gå över kanten på en delprocess."),
        "flow_wrong_way": _("flödet går in i en start eller ut ur ett slut."),
        "node_without_lane": _("steget ligger inte i någon bana."),
        "two_lanes": _("steget ligger i två banor."),
        "no_drawing": _("filen saknar ritning (BPMN DI). Rita processen i ett BPMN-verktyg och spara igen."),
        "not_drawn": _("elementet är inte ritat (saknar BPMN DI)."),
        "several_drawings": _("filen har flera ritningar; den får ha en."),
        "drawn_twice": _("elementet är ritat två gånger."),
        "edge_without_points": _("ett flöde är ritat utan punkter."),
        "shape_without_bounds": _("elementet är ritat utan läge och storlek."),
        "cycle_without_stop": _("flödet går runt utan att passera något steg."),
    }


def _content_words() -> dict[str, str]:
    return {
        "unknown_key": _("nyckeln finns inte i formatet."),
        "missing_key": _("en nyckel saknas."),
        "duplicate_key": _("samma nyckel används två gånger."),
        "bad_key": _("nyckeln får inte se ut så."),
        "wrong_type": _("värdet är av fel slag."),
        "empty": _("värdet är tomt."),
        "unknown_step": _("steget finns inte i process.bpmn."),
        "unknown_role": _("rollen är inte deklarerad under [roles]."),
        "unknown_fact": _("uppgiften är inte deklarerad under [facts]."),
        "unknown_date": _("datumet är inte deklarerat under [dates]."),
        "unknown_choice": _("valet finns inte bland inställningens val."),
        "unknown_anchor": _("det som tiden räknas från finns inte."),
        "bad_anchor": _("det som tiden räknas från är skrivet fel."),
        "bad_interval": _("tidslängden är skriven fel; skriv till exempel P3M."),
        "bad_weekly": _("veckotiden är skriven fel; skriv till exempel mon 09:00."),
        "no_choices": _("det finns inga val."),
        "flow_elsewhere": _("flödet går inte ut från den frågan."),
        "not_a_question": _("elementet är ingen fråga (en exklusiv gateway med flera vägar ut)."),
        "question_without_words": _("frågan har ingen text."),
        "form_id_is_not_file_name": _("formulärets id ska vara detsamma som filnamnet."),
        "unknown_type": _("fältets typ finns inte i programmet."),
        "answer_missing": _("frågan saknar svar för en av vägarna ut."),
        "answer_twice": _("två svar går samma väg ut."),
        "unknown_act": _("spärren gäller något som inte finns i steget."),
        "unknown_form": _("formuläret finns inte i mappen."),
        "unknown_function": _("regeln finns inte i programmet."),
        "unknown_setting": _("inställningen är inte deklarerad under [settings]."),
        "unknown_system": _("systemet är inte deklarerat under [systems]."),
        "unknown_task": _("uppgiften finns inte i steget."),
        "pattern_dangerous": _("mönstret kan ta orimligt lång tid att pröva."),
        "pattern_invalid": _("mönstret går inte att läsa."),
        "pattern_too_long": _("mönstret är för långt."),
        "group_with_path": _("en grupp får inte ha en egen sökväg."),
    }
