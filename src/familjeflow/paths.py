"""Floor: where the program keeps things on this computer."""

import os
import sys
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


def policy_file() -> Path:
    """The settings file of the whole computer; no variable of the user's moves it."""
    if sys.platform == "win32":
        return _program_data() / "FamiljeFlow" / "policy.toml"
    if sys.platform == "darwin":
        return Path("/Library/Application Support/FamiljeFlow/policy.toml")
    return Path("/etc/familjeflow/policy.toml")


def log_file() -> Path:
    """The technical log, which never holds anything about a person."""
    import platformdirs

    return Path(platformdirs.user_log_dir("FamiljeFlow", appauthor=False)) / "familjeflow.log"


if sys.platform == "win32":

    def _program_data() -> Path:
        """Where Windows says it is (usually C:\\ProgramData), asked of the registry: a user can set
        %PROGRAMDATA%."""
        import winreg

        place = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer\Shell Folders"
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place) as folders:
                return Path(str(winreg.QueryValueEx(folders, "Common AppData")[0]))
        except OSError:
            return Path(r"C:\ProgramData")
