"""The map in words: what a screen reader hears of the whole, of one person, and of a new place."""

from collections import Counter
from collections.abc import Iterator, Sequence

from familjeflow.domain.forms import Option
from familjeflow.domain.network.people import MapPerson, Network
from familjeflow.i18n import _, ngettext


def name_of(person: MapPerson) -> str:
    """The name, or "Person 3" for somebody who is not named."""
    return person.name or _("Person {number}").format(number=person.number)


def own_name(network: Network, person: MapPerson) -> str:
    """The name, with the number in the list where several people have the same."""
    names = Counter(name_of(p).casefold() for p in network.people)
    name = name_of(person)
    if names[name.casefold()] < 2:
        return name
    return _("{name} (nr {number})").format(name=name, number=person.number)


def place_words(network: Network, person: MapPerson) -> str:
    """Sector, closeness and relation, as far as they are known: "Familj, mycket nära, stödjande"."""
    sector = network.sectors[person.sector].label if person.sector is not None else ""
    words = ", ".join(filter(None, (sector, *_closeness_and_relation(network, person))))
    if person.is_placed:
        return words
    said = _("inte placerad på kartan")
    return f"{words}, {said}" if words else said


def _closeness_and_relation(network: Network, person: MapPerson) -> Iterator[str]:
    if person.ring is not None:
        yield _inside(network.rings[person.ring])
    if person.relation is not None:
        yield _inside(network.relations[person.relation][0])


def _inside(option: Option) -> str:
    """A choice's words inside a sentence; what is written in capitals, such as BUP, stays so."""
    text = option.label
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def described(network: Network) -> str:
    """The whole map as plain text, sector by sector. Everybody in the list is named."""
    count = len(network.people)
    if not count:
        labels = ", ".join(_inside(option) for option in network.sectors)
        return _("Nätverkskarta utan personer, att fylla i. Sektorer: {sectors}.").format(sectors=labels)
    start = ngettext(
        "Nätverkskarta med {n} person. I mitten: {centre}.",
        "Nätverkskarta med {n} personer. I mitten: {centre}.",
        count,
    )
    parts = [start.format(n=count, centre=network.centre)]
    for number, sector in enumerate(network.sectors):
        parts += _group(network, sector.label, [p for p in network.people if p.sector == number])
    parts += _group(network, _("Utan sektor"), [p for p in network.people if p.sector is None])
    return " ".join(parts)


def _group(network: Network, heading: str, people: Sequence[MapPerson]) -> list[str]:
    """The nearest first; those of whom it is not said how near they are last."""
    ordered = sorted(people, key=lambda p: (len(network.rings) if p.ring is None else p.ring, p.position))
    said = [
        ", ".join((own_name(network, person), *_closeness_and_relation(network, person)))
        for person in ordered
    ]
    return [f"{heading}: {'. '.join(said)}."] if said else []
