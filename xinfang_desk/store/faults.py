"""What can go wrong with the files of a store, in sentences, and how the database's own errors become them."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlcipher3 import dbapi2

from xinfang_desk.domain.errors import EnvironmentFault

SENTENCES: dict[str, str] = {
    "store_missing": "这个文件夹里没有数据。请另选文件夹，或者新建。",
    "store_damaged": "数据文件坏了，打不开。请从最近的备份恢复；原来的文件夹先不要动。",
    "store_newer": "这份数据是更新的版本写的，这个版本打不开。请装新版本再打开。",
    "not_a_store": "这个文件夹里不是信访接待台的数据。请另选文件夹，或者新建。",
    "not_empty": "这个文件夹里已经有别的文件。请选一个空的文件夹。",
    "not_local": "数据要放在本机硬盘上，不能放在网络共享或者同步文件夹里。请另选文件夹。",
    "disk_full": "磁盘满了，刚才的内容没有存上。请腾出空间再试一次。",
    "read_only": "这个文件夹不能写入。请换一个文件夹，或者请管理员放开权限。",
    "locked": "数据正被别的程序占用。请关掉那个程序，稍等再试。",
    "replaced": "数据文件被别的程序换掉了（文件夹在同步？）。没有写进去；请抄下没存的，锁定后重新登录核对。",
    "disk_error": "磁盘读写出错。请检查磁盘，再试一次；不行就从备份恢复。",
    "sqlite_old": "程序带的数据库组件太旧，不能安全地存数据。请重新安装程序。",
    "backup_failed": "备份没有做成，这份备份不能用。请换一个位置再备份一次。",
    "backup_papers": "这份备份的文书存在旁边的 .xfpool 文件里，那个文件不见了。请把整个备份文件夹一起拿来再恢复。",
    "backup_damaged": "这个备份文件坏了，不能恢复。请选另一个备份。",
}

# What SQLite and SQLCipher say -> code; the first that occurs in the message counts.
_MESSAGES: tuple[tuple[str, str], ...] = (
    ("database or disk is full", "disk_full"),
    ("attempt to write a readonly database", "read_only"),
    ("unable to open database file", "read_only"),
    ("database is locked", "locked"),
    ("locking protocol", "not_local"),
    ("file is not a database", "store_damaged"),
    ("malformed", "store_damaged"),
    ("hmac check failed", "store_damaged"),
    ("disk i/o error", "disk_error"),
)

_ERRNOS: dict[int, str] = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EFBIG: "disk_full",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
    errno.EROFS: "read_only",
}


def fault(code: str) -> EnvironmentFault:
    """The fault of a code of ``SENTENCES``."""
    return EnvironmentFault(SENTENCES[code], code=code)


def fault_of(error: BaseException) -> EnvironmentFault | None:
    """The environment's fault behind an error of the database or the file system; None when it is a bug of ours."""
    if isinstance(error, IntegrityError | dbapi2.IntegrityError):
        return None
    if isinstance(error, DBAPIError | dbapi2.DatabaseError):
        said = str(error.orig if isinstance(error, DBAPIError) else error).lower()
        return next((fault(code) for words, code in _MESSAGES if words in said), None)
    if isinstance(error, OSError):
        code = _ERRNOS.get(error.errno or 0)
        return fault(code or "disk_error")
    return None


@contextmanager
def as_faults() -> Iterator[None]:
    """Errors of database and file system inside the block leave it as EnvironmentFault; everything else unchanged."""
    try:
        yield
    except (DBAPIError, dbapi2.DatabaseError, OSError) as error:
        known = fault_of(error)
        if known is None:
            raise
        raise known from error
