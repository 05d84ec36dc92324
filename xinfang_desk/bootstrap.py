"""The one place where the real parts are built and wired; mypy proves here that each fits its port.

Heavy imports stand inside the functions: the log-in window must not wait for fonts, store or PDF engine.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from xinfang_desk import paths
from xinfang_desk.resources import resource
from xinfang_desk.settings import PcSettings

if TYPE_CHECKING:
    from xinfang_desk.desk.backup_keeper import Keep
    from xinfang_desk.desk.fittings import BackupFile, Fittings
    from xinfang_desk.services.context import Desk, Parts
    from xinfang_desk.services.ports import ClockPort, IdPort, PaperPort, PrintPort, Vault
    from xinfang_desk.store.salvage import Salvaged
    from xinfang_desk.store.sqlite.keys import Argon

# The province profiles that the program brings along; a new office starts with the first.
PROFILES = ("hn-draft.json", "national-2020s.json")


def build_paper(local: PcSettings | None = None) -> PaperPort:
    """The paper's engine over the bundled faces and those that this PC prefers; reads nothing yet."""
    from xinfang_desk.documents.renderer import PaperRenderer
    from xinfang_desk.domain.office_fonts import ChosenFont
    from xinfang_desk.domain.papers import Face

    def preferred() -> tuple[ChosenFont, ...]:
        if local is None:
            return ()
        named = ((Face.BODY, "body_font"), (Face.TITLE, "title_font"))
        chosen = (ChosenFont(face, str(local.get(key)), str(local.get(f"{key}_sha256"))) for face, key in named)
        return tuple(one for one in chosen if one.path)

    return PaperRenderer(resource("fonts"), preferred)


def build_vault(clock: ClockPort, ids: IdPort, argon: Argon | None = None) -> Vault:
    """The maker and opener of store folders. ``argon`` only for trials with cheap passwords."""
    from xinfang_desk.store.vault import SqlVault

    return SqlVault(clock.now, ids.random_bytes, ids.new_id, argon=argon)


def build_printer(paper: PaperPort, local: PcSettings | None = None) -> PrintPort:
    """The system's printers, each with the shift that was measured on this PC."""
    from xinfang_desk.devices.calibrated_printer import CalibratedPrinter
    from xinfang_desk.domain.calibration import Shift, read_shifts

    def shift_of(printer: str) -> Shift:
        return read_shifts(str(local.get("printer_shifts")) if local is not None else "").get(printer, Shift())

    return CalibratedPrinter(system_printer(paper), shift_of, paper.moved)


def system_printer(paper: PaperPort) -> PrintPort:
    """``lp`` everywhere but on Windows."""
    if sys.platform == "win32":
        from xinfang_desk.desk.windows_printer import WindowsPrinter

        return WindowsPrinter(paper.pixels, paper.page_count)
    from xinfang_desk.devices.lp_printer import LpPrinter

    return LpPrinter()


def build_parts(
    *,
    home: Path | None = None,
    clock: ClockPort | None = None,
    ids: IdPort | None = None,
    printer: PrintPort | None = None,
    argon: Argon | None = None,
    local: PcSettings | None = None,
) -> Parts:
    """Every part of a desk; what is not given is the real one. ``home`` is the profile folder."""
    from xinfang_desk import __version__, commands
    from xinfang_desk.domain.divisions import load_divisions
    from xinfang_desk.domain.paths import load_paths
    from xinfang_desk.domain.template_pack import load_catalogue
    from xinfang_desk.exchange.package import PackageWriter
    from xinfang_desk.machine import Machine
    from xinfang_desk.services.context import Parts
    from xinfang_desk.store.sqlite.seal import Seal
    from xinfang_desk.system import SystemClock, SystemIds

    clock = clock or SystemClock()
    ids = ids or SystemIds()
    local = local or PcSettings((home or paths.profile_folder()) / "settings.json")
    paper = build_paper(local)
    templates = resource("templates", "national")
    divisions = resource("divisions")
    building = (home / "building") if home is not None else paths.building_folder()
    packages = PackageWriter([resource("profiles", name).read_bytes() for name in PROFILES], building)
    packages.wipe()
    return Parts(
        clock=clock,
        ids=ids,
        vault=build_vault(clock, ids, argon),
        seal=Seal(ids.random_bytes),
        paper=paper,
        printer=printer or build_printer(paper, local),
        packages=packages,
        catalogue=load_catalogue({path.name: path.read_bytes() for path in sorted(templates.glob("*.json"))}),
        rules=commands.rules(),
        paths=load_paths(resource("rules", "statutory_paths.json").read_bytes()),
        calendar=commands.calendar(),
        divisions=load_divisions(
            (divisions / "counties_cn_2023.csv").read_text("utf-8"),
            *(path.read_text("utf-8") for path in sorted(divisions.glob("towns_*.csv"))),
        ),
        software_version=__version__,
        machine=Machine(lambda: str(local.get("backup_folder"))),
        kit=commands.kit,
    )


def build_fittings(
    home: Path | None = None,
    *,
    clock: ClockPort | None = None,
    ids: IdPort | None = None,
    printer: PrintPort | None = None,
    argon: Argon | None = None,
) -> Fittings:
    """What the windows need besides the parts, which the worker builds behind the log-in."""
    from xinfang_desk.desk.fittings import Fittings
    from xinfang_desk.store.state import folder_state

    profile = home or paths.profile_folder()
    local = PcSettings(profile / "settings.json")

    def backups(folder: Path) -> tuple[BackupFile, ...]:
        from xinfang_desk.keeping import list_backups

        return list_backups(local, folder)

    def keep(desk: Desk) -> Keep | None:
        from xinfang_desk.keeping import prepare

        return prepare(profile, local, desk)

    return Fittings(
        build_parts=lambda: build_parts(home=profile, clock=clock, ids=ids, printer=printer, argon=argon, local=local),
        store_state=folder_state,
        default_folder=profile / "store",
        local=local,
        restore=restore,
        backup=back_up,
        backups=backups,
        keep=keep,
    )


def build_demo(home: Path, *, clock: ClockPort, ids: IdPort) -> Fittings:
    """One PC of the demonstration: every part is the real one, but its printer puts the sheets into a folder."""
    from xinfang_desk.devices.folder_printer import FolderPrinter

    return build_fittings(home, clock=clock, ids=ids, printer=FolderPrinter(home / "printed"))


def back_up(desk: Desk, to: Path) -> str:
    """Writes a proved backup into ``to`` and says where it lies."""
    from xinfang_desk.services.context import BEIJING
    from xinfang_desk.store.backup import back_up as write
    from xinfang_desk.store.store import SqlStore

    store = desk.store
    assert isinstance(store, SqlStore)
    path = write(store, to, desk.parts.clock.now().astimezone(BEIJING))
    return f"备份已写好并且试着打开过：{path}"


def salvage(folder: Path, name: str, password: str, to: Path, *, plain: bool) -> tuple[Path, tuple[Salvaged, ...]]:
    """What can still be read of a damaged store, as one new file in ``to``; sealed by the password unless ``plain``."""
    from xinfang_desk.exchange.salvage_file import STEM, SalvageFile
    from xinfang_desk.store.faults import as_faults
    from xinfang_desk.store.vault import SqlVault
    from xinfang_desk.system import SystemClock, SystemIds

    clock, ids = SystemClock(), SystemIds()
    moment = f"{clock.now():%Y%m%d-%H%M%S}"
    kept = SalvageFile()
    with as_faults():
        to.mkdir(parents=True, exist_ok=True)
    vault = SqlVault(clock.now, ids.random_bytes, ids.new_id)
    found = vault.salvage(folder, name, password, to / f".{STEM}{moment}", kept.line)
    path = to / f"{STEM}{moment}.zip"
    with as_faults():
        kept.write(path, "" if plain else password)
    return path, found


def restore(backup: Path, folder: Path) -> str:
    from xinfang_desk.store.backup import restore as put_back

    aside = put_back(backup, folder)
    kept = f"原来的数据留在 {aside}。" if aside is not None else ""
    return f"已从备份恢复，请登录。{kept}"


def open_window() -> int:
    """The program as a clerk starts it."""
    # Nothing of what the start loads is rubbish; the windows then collect by themselves (``desk/collector.py``).
    gc.disable()
    from xinfang_desk.desk.app import run_window
    from xinfang_desk.log import start_log

    start_log(paths.log_folder())
    return run_window(build_fittings())


def log_in(folder: Path, name: str, password: str) -> Desk:
    """A desk for a command without a window."""
    from xinfang_desk.services import office

    return office.log_in(build_parts(), folder, name, password)


BuildFittings = Callable[..., "Fittings"]
