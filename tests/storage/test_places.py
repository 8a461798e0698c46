"""Where a vault may lie: never where a service copies it, on a network only when that is allowed."""

from pathlib import Path

import pytest
from tests.storage.made_up import NOW, PASSPHRASE, numbered

from familjeflow.services import vault_places, vaults
from familjeflow.services.policy import Policy
from familjeflow.services.sentences import sentence
from familjeflow.storage import connection, places, slots
from familjeflow.storage.errors import VaultError
from familjeflow.storage.kdf import KdfCost
from familjeflow.storage.keys import Key
from familjeflow.storage.places import Place, Surroundings
from familjeflow.storage.vault import create_vault, open_vault

NAME = "arbetsfil.familjeflow"
MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/hem /home/delad nfs4 rw 0 0
//server/enhet /mnt/enhetens\\040disk cifs rw 0 0
rclone: /home/vera/moln fuse.rclone rw 0 0
drive /home/vera/disk fuse.google-drive-ocamlfuse rw 0 0
/dev/sdb1 /home/delad/egen ext4 rw 0 0
systemd-1 /arkiv autofs rw 0 0
//server/arkiv /arkiv smb3 rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Exempelköpings kommun", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Dropbox (Exempel)/ärenden", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-vera@fabel.example", "Google Drive"),
        ("iCloudDrive", "iCloud"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("Nextcloud/Dokument", "Nextcloud"),
    ],
)
def test_a_folder_of_a_service_is_known_by_its_name(tmp_path: Path, folder: str, service: str) -> None:
    assert places.place_of(tmp_path / folder / NAME, Surroundings()) == Place("synced", service)


@pytest.mark.parametrize("folder", ["Dokument", "Min enhet", "onedrive-handledning", "Boxen", "Drivhuset"])
def test_an_ordinary_folder_is_ones_own(tmp_path: Path, folder: str) -> None:
    assert places.place_of(tmp_path / folder / NAME, Surroundings()) == Place("own")


def test_onedrive_is_known_by_its_variable_whatever_its_name_is(tmp_path: Path) -> None:
    around = Surroundings({"OneDriveCommercial": str(tmp_path / "Kommunens moln")})
    found = places.place_of(tmp_path / "Kommunens moln" / "Dokument" / NAME, around)
    assert found == Place("synced", "OneDrive")
    assert places.place_of(tmp_path / "Kommunens molntjänst" / NAME, around) == Place("own")


@pytest.mark.parametrize(
    ("mark", "service"),
    [
        (".dropbox.cache", "Dropbox"),
        (".tmp.drivedownload", "Google Drive"),
        ("._sync_1a2b3c.db", "Nextcloud"),
        (".sync_1a2b3c.db", "Nextcloud"),
    ],
)
def test_a_service_is_known_by_what_it_leaves_in_its_folder(tmp_path: Path, mark: str, service: str) -> None:
    (tmp_path / "Moln" / "Ärenden").mkdir(parents=True)
    (tmp_path / "Moln" / mark).touch()
    found = places.place_of(tmp_path / "Moln" / "Ärenden" / NAME, Surroundings())
    assert found == Place("synced", service)


def test_a_link_into_a_synced_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "ärenden").symlink_to(tmp_path / "Dropbox")
    assert places.place_of(tmp_path / "ärenden" / NAME, Surroundings()).kind == "synced"


def test_a_profile_that_roams_is_known(tmp_path: Path) -> None:
    around = Surroundings({"APPDATA": str(tmp_path / "profil")})
    assert places.place_of(tmp_path / "profil" / "FamiljeFlow" / NAME, around) == Place("roaming")
    found = places.place_of(tmp_path / "AppData" / "Roaming" / NAME, Surroundings())
    assert found == Place("roaming")
    assert places.place_of(tmp_path / "AppData" / "Local" / NAME, Surroundings()) == Place("own")


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/home/vera/" + NAME, Place("own")),
        ("/home/delad/vera/" + NAME, Place("network", "nfs4")),
        ("/home/delad/egen/" + NAME, Place("own")),
        ("/mnt/enhetens disk/" + NAME, Place("network", "cifs")),
        ("/arkiv/" + NAME, Place("network", "smb3")),
        ("/home/vera/moln/" + NAME, Place("synced", "fuse.rclone")),
        ("/home/vera/disk/" + NAME, Place("synced", "fuse.google-drive-ocamlfuse")),
        ("//server/enhet/" + NAME, Place("network", "UNC")),
    ],
)
def test_a_disk_is_known_by_what_is_mounted_there(path: str, found: Place) -> None:
    assert places.place_of(Path(path), Surroundings(mounts=MOUNTS)) == found


@pytest.mark.parametrize(
    ("path", "shared"),
    [
        (r"\\server\enhet\arbetsfil.familjeflow", True),
        (r"\\?\UNC\server\enhet\arbetsfil.familjeflow", True),
        (r"\\?\C:\Users\vera\arbetsfil.familjeflow", False),
        (r"C:\Users\vera\arbetsfil.familjeflow", False),
    ],
)
def test_a_path_of_windows_tells_whether_it_names_another_computer(path: str, shared: bool) -> None:
    assert places._on_share(path) is shared


def test_a_synced_vault_is_refused_when_made_and_when_opened(tmp_path: Path) -> None:
    path = tmp_path / "Dropbox" / NAME
    with pytest.raises(VaultError, match="synced_folder") as refused:
        vaults.make_folder(path.parent)
    assert not path.parent.exists()
    said = sentence(refused.value)
    assert "Dropbox" in said.title
    own = tmp_path / "egen" / NAME
    own.parent.mkdir()
    made = vaults.create(own, PASSPHRASE, now=NOW, new_id=numbered("id"), cost=KdfCost(8 * 1024, 1, 1))
    own.parent.rename(path.parent)
    before = path.read_bytes()
    with pytest.raises(VaultError, match="synced_folder"):
        vaults.open(path, made.key, now=NOW, new_id=numbered("id"), state_folder=tmp_path / "valv")
    assert path.read_bytes() == before
    with pytest.raises(VaultError, match="synced_folder"):
        vaults.create(path, PASSPHRASE, now=NOW, new_id=numbered("id"))


def test_a_network_disk_is_used_only_where_the_organisation_allows_it() -> None:
    path, around = Path("/arkiv") / NAME, Surroundings(mounts=MOUNTS)
    with pytest.raises(VaultError, match="network_folder") as refused:
        vault_places.shared_disk(path, around=around, rules=Policy())
    assert "smb3" in sentence(refused.value).title
    assert vault_places.shared_disk(path, around=around, rules=Policy(network_vault=True))
    synced = Path("/home/vera/moln") / NAME
    with pytest.raises(VaultError, match="synced_folder"):
        vault_places.shared_disk(synced, around=around, rules=Policy(network_vault=True))


@pytest.fixture
def alone(place: Path) -> Key:
    """A vault that was made on a network's disk."""
    key = slots.new_key("vault-1")
    create_vault(place, key, "origin-1", shared_disk=True)
    return key


def test_on_a_network_disk_one_connection_holds_the_file_without_a_write_ahead_log(
    place: Path, alone: Key
) -> None:
    vault = open_vault(place, alone, shared_disk=True)
    try:
        vault.write(lambda store: store.put_setting("ord", "båt"))
        assert vault.read(lambda store: store.setting("ord", "")) == "båt"
        assert not place.with_name(place.name + "-wal").exists()
        with pytest.raises(VaultError, match="in_use"):
            connection.reader(place, alone)
        assert vault.check().sound
        vault.backup(place.with_name("kopia.familjeflow"))
    finally:
        vault.close()
    copy = open_vault(place.with_name("kopia.familjeflow"), alone)
    assert copy.read(lambda store: store.setting("ord", "")) == "båt"
    copy.close()


def test_a_vault_moves_between_ones_own_disk_and_a_network(place: Path, key: Key) -> None:
    for shared in (False, True, False, True):
        vault = open_vault(place, key, shared_disk=shared)
        number = vault.read(lambda store: int(store.setting("gånger", "0")))
        vault.write(lambda store, n=number: store.put_setting("gånger", str(n + 1)))
        vault.close()
    vault = open_vault(place, key)
    assert vault.read(lambda store: store.setting("gånger", "")) == "4"
    vault.close()
