"""Floor: where the program keeps things on this computer."""

import os
from pathlib import Path

VAULT_NAME = "arbetsfil.familjeflow"


def _dirs(kind: str) -> Path:
    import platformdirs  # late: the lock screen is shown before it is needed

    found: str = getattr(platformdirs, kind)("FamiljeFlow", appauthor=False, roaming=False)
    return Path(found)


def default_vault() -> Path:
    """Where the user's vault lies unless another is named: a folder that is not synced or roamed.

    FAMILJEFLOW_VAULT names another file, for a test or a machine-wide policy.
    """
    named = os.environ.get("FAMILJEFLOW_VAULT")
    return Path(named) if named else _dirs("user_data_dir") / VAULT_NAME


def log_file() -> Path:
    """The technical log, which never holds anything about a person."""
    import platformdirs

    return Path(platformdirs.user_log_dir("FamiljeFlow", appauthor=False)) / "familjeflow.log"
