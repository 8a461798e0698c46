"""A case on a process that an older program kept and this one does not accept."""

from tests.ui.case.conftest import OpenPage

from familjeflow.domain.events import BundleChanged, Draft
from familjeflow.services import cases
from familjeflow.services.desk import Desk
from familjeflow.services.processes import shipped_process
from familjeflow.storage.store import Store


def spoil(desk: Desk, case_id: str) -> None:
    """Let the case run on a process with a key that the format does not have."""
    _definition, files = shipped_process("kontaktperson")
    older = {**files, "content.toml": b"[gammalt]\n" + files["content.toml"]}

    def work(store: Store) -> None:
        store.put_bundle("aldre", older)
        draft = Draft(f"case:{case_id}", BundleChanged("aldre", (), "prov"), desk.actor_id, "", desk.today)
        store.append([draft], now=desk.clock(), recorded_by=desk.actor_id, new_id=desk.new_id)

    desk.vault.write(work)


def test_the_page_says_what_is_wrong_with_the_process(desk: Desk, case_id: str, open_page: OpenPage) -> None:
    spoil(desk, case_id)
    page = open_page(case_id)
    assert page.case is None
    assert "content.toml, rad 1" in page.trouble.text()
    assert "nyckeln finns inte" in page.trouble.text()


def test_an_act_on_such_a_case_is_refused_kindly(desk: Desk, case_id: str, open_page: OpenPage) -> None:
    page = open_page(case_id)
    spoil(desk, case_id)
    assert page.act(lambda: cases.close_case(desk, case_id, "Prov")) is None
    assert "content.toml" in page.trouble.text()
