"""Whether a folder lies on a disk of this PC: a write-ahead log over a network share loses data (design.md 6)."""

from __future__ import annotations

import sys
from pathlib import Path

from xinfang_desk.store.faults import fault

MOUNTS = Path("/proc/self/mounts")

# Kinds of file systems, as the kernel names them, that are not a disk of this machine.
REMOTE = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "lustre", "ncpfs", "davfs"}
    | {"fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.glusterfs", "fuse.s3fs", "fuse.smbnetfs"}
)

# Folders that another program copies to a server while they are written.
SYNCED = frozenset({"onedrive", "dropbox", "nutstore", "坚果云", "我的坚果云", "baidusyncdisk", "百度网盘同步空间"})

_DRIVE_REMOTE = 4


def check_local(folder: Path) -> None:
    """EnvironmentFault(code='not_local') for a network share or a synchronised folder."""
    place = folder.absolute().resolve()
    if any(part.casefold() in SYNCED for part in place.parts) or _is_remote(place):
        raise fault("not_local")


def file_system(place: Path, mounts: str) -> str:
    """The kind of the file system that holds an absolute path, from the kernel's table of mounts."""
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        if len(point) >= len(best) and place.is_relative_to(point):
            best, kind = point, fields[2]
    return kind


def _is_remote(place: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        drive = place.drive
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == _DRIVE_REMOTE
    if not MOUNTS.exists():
        return False
    return file_system(place, MOUNTS.read_text("utf-8", "surrogateescape")) in REMOTE
