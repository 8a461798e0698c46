"""Made-up answers that a form or an ask accepts, so that a demo case is filled in like a real one."""

from datetime import date, timedelta

from familjeflow.domain.forms import FieldKind, FormDefinition, FormField, JsonValue
from familjeflow.i18n import _
from familjeflow.services.form_filling import FormView
from familjeflow.services.views import AskView

HALF_A_YEAR = timedelta(days=183)


def filled(view: FormView, today: date) -> dict[str, JsonValue]:
    """The form with its prefilled answers kept and every empty field filled in."""
    answers = dict(view.answers)
    options = {name: tuple(o.value for o in choices) for name, choices in view.options.items()}
    _fill(view.form.fields, answers, today, options)
    return answers


def _fill(
    fields: tuple[FormField, ...],
    answers: dict[str, JsonValue],
    today: date,
    options: dict[str, tuple[str, ...]],
) -> None:
    for field in fields:
        if field.kind is FieldKind.GROUP:
            _fill(field.fields, answers, today, options)
        elif field.kind is FieldKind.LIST:
            row: dict[str, JsonValue] = {}
            _fill(field.fields, row, today, options)
            answers[field.key] = answers.get(field.key) or [row]
        elif field.key and not answers.get(field.key):
            answers[field.key] = _answer(field, today, options)


def _answer(field: FormField, today: date, options: dict[str, tuple[str, ...]]) -> JsonValue:
    choices = [o.value for o in field.options] or list(options.get(field.options_from or "", ()))
    match field.kind:
        case FieldKind.NUMBER:
            return field.minimum if field.minimum is not None else 1
        case FieldKind.DATE:
            later = field.case_date is not None and field.case_date.endswith("tom")
            return (today + HALF_A_YEAR if later else today).isoformat()
        case FieldKind.TIME:
            return "09:00"
        case FieldKind.CHECKBOX:
            return True
        case FieldKind.CHECKLIST:
            return list(choices[:1])
        case FieldKind.RADIO:
            return choices[0] if choices else ""  # the first is what most often happens, such as a yes
        case FieldKind.SELECT:
            return choices[-1] if choices else ""  # the last is the newest, such as the law of today
        case _:
            return _("Påhittad uppgift: {label}").format(label=field.label.lower())


def asked(ask: AskView, today: date) -> str:
    """An answer to something the panel asks."""
    match ask.kind:
        case "date":
            return (today + HALF_A_YEAR).isoformat() if ask.id.endswith("tom") else today.isoformat()
        case "yes_no":
            return "yes"
        case "choice":
            return ask.choices[0][0]
        case _:
            return _("Enligt överenskommelse")


def can_be_filled(form: FormDefinition) -> bool:
    """Whether the demo can fill the form in: patterns are for people."""
    return not any(field.pattern for field in form.fields)
