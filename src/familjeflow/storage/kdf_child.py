"""The child that derives one key and ends, giving its memory back to the system. Started by kdf.derive."""

import json
import sys

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id


def main() -> int:
    """Reads the order from stdin, writes 32 raw bytes to stdout; 3 when the memory is not there."""
    order = json.load(sys.stdin.buffer)
    kdf = Argon2id(
        salt=bytes.fromhex(order["salt"]),
        length=32,
        iterations=order["passes"],
        lanes=order["lanes"],
        memory_cost=order["memory_kib"],
    )
    try:
        key = kdf.derive(bytes.fromhex(order["passphrase"]))
    except MemoryError:
        return 3
    sys.stdout.buffer.write(key)
    return 0


if __name__ == "__main__":
    sys.exit(main())
