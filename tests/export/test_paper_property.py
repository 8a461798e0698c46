"""Whatever stands in a case, its paper is valid and says all of it."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.export.papers import FACTS, LETTERHEAD, draw_steps
from tests.export.reading import read_tree
from tests.export.validation import assert_valid_pdf

from familjeflow.export.document import Paper, Signature
from familjeflow.export.fonts import clean
from familjeflow.export.styles import LANDSCAPE, PORTRAIT

anything = st.text(max_size=40)
swedish = st.text("abcåäö -/\n", min_size=1, max_size=30)
long = st.builds(
    lambda text, times: text * times, st.one_of(anything, swedish), st.sampled_from([1, 1, 8, 300])
)
texts = st.one_of(swedish, anything, long)

blocks = st.one_of(
    st.tuples(st.just("p"), texts),
    st.tuples(st.just("note"), texts),
    st.tuples(st.just("bullets"), st.lists(texts, max_size=4)),
    st.tuples(st.just("numbered"), st.lists(texts, max_size=4)),
    st.tuples(st.just("checklist"), st.lists(st.tuples(texts, st.booleans()), max_size=3)),
    st.tuples(st.just("facts"), st.lists(st.tuples(texts, texts), max_size=5)),
    st.tuples(st.just("table"), st.lists(st.tuples(texts, texts, texts), max_size=6)),
    st.tuples(st.just("blank_lines"), st.integers(0, 40)),
    st.tuples(st.just("figure"), st.floats(1, 2000)),
    st.tuples(st.just("signatures"), st.lists(st.builds(Signature, texts, texts), max_size=5)),
)
sections = st.recursive(
    st.lists(blocks, max_size=3), lambda inner: st.lists(st.tuples(texts, inner), max_size=3), max_leaves=5
)


def add(paper: Paper, part: object) -> None:
    match part:
        case list():
            for inner in part:
                add(paper, inner)
        case ("table", rows):
            paper.table(("Aktivitet", "", "När"), rows)
        case ("figure", size):
            paper.figure(draw_steps, "Två steg", (size, size))
        case ("blank_lines", count):
            paper.blank_lines(count, "Anteckningar")
        case ("p" | "note" | "bullets" | "numbered" | "checklist" | "facts" | "signatures" as name, content):
            getattr(paper, name)(content)
        case (heading, inner):
            with paper.section(heading):
                add(paper, inner)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(sections, st.sampled_from([PORTRAIT, LANDSCAPE]))
def test_any_paper_is_valid(parts: object, sheet: object) -> None:
    paper = Paper(FACTS, LETTERHEAD, sheet)
    add(paper, parts)
    assert_valid_pdf(paper.render())


@settings(max_examples=15, deadline=None)
@given(st.lists(texts, min_size=1, max_size=4))
def test_the_tree_says_what_the_model_says(items: list[str]) -> None:
    paper = Paper(FACTS, LETTERHEAD)
    paper.bullets(items)
    for item in items:
        paper.p(item)
    tree = read_tree(paper.render())
    expected = [clean(item).split() for item in items if clean(item).strip()]
    assert [body.text.split() for body in tree.find("LBody")] == expected
    said = " ".join(" ".join(element.own_text for element in tree.walk()).split())
    assert all(said.count(" ".join(words)) >= 2 for words in expected)
