"""The steps that a vault file has taken, oldest first. Each module says VERSION, WHY and upgrade(db).

`user_version` is major * 1000 + minor. A new minor can be read and written by an older program; a new major
can not.
"""

from types import ModuleType

from familjeflow.storage.migrations import m0001_first, m0002_daily_work

MIGRATIONS: tuple[ModuleType, ...] = (m0001_first, m0002_daily_work)
MAJOR = 1000
