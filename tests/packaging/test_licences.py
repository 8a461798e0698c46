"""Every licence of what is shipped is known, allowed and told."""

import json
import sqlite3
from pathlib import Path

import licences
import notices
import pytest
import sbom
from licences import Row

RULES = licences.read_rules()


def test_every_licence_of_the_lock_may_be_shipped() -> None:
    found = licences.rows(RULES, licences.locked(licences.LOCK.read_text(encoding="utf-8")))
    assert list(licences.faults(RULES, found)) == []


def test_the_list_for_the_buyer_is_current() -> None:
    found = licences.rows(RULES, licences.locked(licences.LOCK.read_text(encoding="utf-8")))
    assert licences.LIST.read_text(encoding="utf-8") == licences.as_markdown(RULES, found), (
        "run: make licences"
    )


@pytest.mark.parametrize(
    ("expression", "may"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("GPL-3.0-only OR MIT", True),
        ("MIT AND GPL-3.0-only", False),
        ("IJG AND BSD-3-Clause", True),
        ("", False),
    ],
)
def test_an_expression_is_judged(expression: str, may: bool) -> None:
    assert licences.may_be_shipped(expression, RULES.allowed) is may


def test_a_licence_that_nobody_has_looked_at_is_told() -> None:
    found = [Row("okänd", "1.0", ""), Row("sträng", "2.0", "AGPL-3.0-only")]
    said = list(licences.faults(RULES, found))
    assert said[0].startswith("okänd 1.0: no licence is stated")
    assert said[1].startswith("sträng 2.0: AGPL-3.0-only")


def test_the_versions_of_what_lies_inside_are_those_of_the_installed_libraries() -> None:
    import pikepdf
    import uharfbuzz
    from cryptography.hazmat.backends.openssl.backend import backend
    from lxml import etree
    from PIL import features
    from PySide6.QtCore import qVersion
    from sqlcipher3 import dbapi2

    cipher = dbapi2.connect(":memory:")
    cipher.execute("PRAGMA key = 'x'")
    (cipher_version,) = cipher.execute("PRAGMA cipher_version").fetchone()
    (provider,) = cipher.execute("PRAGMA cipher_provider_version").fetchone()
    cipher.close()
    installed = {
        ("pyside6-essentials", "Qt"): qVersion(),
        ("cryptography", "OpenSSL"): backend.openssl_version_text().split()[1],
        ("sqlcipher3", "SQLCipher"): cipher_version.split()[0],
        ("sqlcipher3", "SQLite"): dbapi2.sqlite_version,
        ("sqlcipher3", "OpenSSL"): provider.split()[1],
        ("lxml", "libxml2"): ".".join(map(str, etree.LIBXML_VERSION)),
        ("lxml", "libxslt"): ".".join(map(str, etree.LIBXSLT_VERSION)),
        ("pikepdf", "QPDF"): pikepdf.__libqpdf_version__,
        ("pillow", "libjpeg-turbo"): features.version("libjpeg_turbo"),
        ("pillow", "OpenJPEG"): features.version("jpg_2000"),
        ("pillow", "libtiff"): features.version("libtiff"),
        ("pillow", "zlib-ng"): features.version("zlib_ng"),
        ("uharfbuzz", "HarfBuzz"): uharfbuzz.version_string(),
    }
    told = {(i.of, i.name): i.version for i in RULES.inside if (i.of, i.name) in installed}
    assert told == installed
    assert sqlite3.sqlite_version


def shipped(folder: Path) -> Path:
    """A site folder with two distributions, one of which carries another library."""
    for name, version, licence in (("peewee", "4.5.3", ""), ("uharfbuzz", "0.57.0", "")):
        place = folder / f"{name}-{version}.dist-info"
        (place / "licenses").mkdir(parents=True)
        (place / "METADATA").write_text(f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n{licence}")
        (place / "licenses" / "LICENSE").write_bytes("Fri användning, Gerhard Häring".encode("latin-1"))
    return folder


def test_notices_and_list_tell_what_really_lies_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    site, into = shipped(tmp_path / "site"), tmp_path / "doc"
    notices.write(site, into, "1.2.3", (notices.Part("CPython", "3.13.2", "PSF-2.0"),))
    text = (into / "THIRD-PARTY.txt").read_text(encoding="utf-8")
    assert "peewee 4.5.3\nMIT" in text
    assert "Häring" in text
    first = (into / "familjeflow.cdx.json").read_bytes()
    bill = json.loads(first)
    assert [part["name"] for part in bill["components"]][:2] == ["peewee", "uharfbuzz"]
    assert {"HarfBuzz", "CPython", "Lucide"} <= {part["name"] for part in bill["components"]}
    refs = [part["bom-ref"] for part in bill["components"]]
    assert len(set(refs)) == len(refs)
    assert {ref for entry in bill["dependencies"] for ref in entry["dependsOn"]} == set(refs)
    notices.write(site, into, "1.2.3", (notices.Part("CPython", "3.13.2", "PSF-2.0"),))
    assert (into / "familjeflow.cdx.json").read_bytes() == first


def test_nothing_with_another_licence_is_ever_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    place = tmp_path / "site" / "annan-1.0.dist-info"
    place.mkdir(parents=True)
    (place / "METADATA").write_text("Metadata-Version: 2.4\nName: annan\nVersion: 1.0\n")
    with pytest.raises(LookupError, match="annan"):
        notices.write(tmp_path / "site", tmp_path / "doc", "1.2.3")


def test_the_name_of_a_distribution_is_written_as_the_package_url_has_it() -> None:
    assert sbom.pypi("PySide6_Essentials", "6.11.3") == "pkg:pypi/pyside6-essentials@6.11.3"
