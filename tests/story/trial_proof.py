"""The proof after a kill: the store is opened as on the next morning and compared with what was acknowledged."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from tests.fakes import real_office
from tests.story import killing, trial_day
from xinfang_desk import bootstrap
from xinfang_desk.desk.app import App
from xinfang_desk.desk.demo.clock import FIRST_MORNING, ScriptClock
from xinfang_desk.desk.demo.script_hands import ScriptHands
from xinfang_desk.domain.errors import EnvironmentFault
from xinfang_desk.domain.records import PrintJob
from xinfang_desk.services import checking, drafts, office, printing
from xinfang_desk.services.context import Desk, Parts
from xinfang_desk.services.ports import UnitOfWork
from xinfang_desk.store import backup, files
from xinfang_desk.store.sqlite.connection import raw_connect
from xinfang_desk.store.sqlite.pages import check_seals
from xinfang_desk.store.store import SqlStore


@dataclass
class Found:
    """What does not hold, a sentence each."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


def prove(parts: Parts, day: Path, lines: list[list[Any]]) -> Found:
    """Opens what the kill left in ``day``; ``lines`` is what the desk had told."""
    found = Found()
    acks = [line[2:] for line in lines if line[1] == "ack"]
    application = QApplication(["trial-proof"])
    clock = ScriptClock(FIRST_MORNING.replace(hour=17))
    parts = trial_day.parts_of(day / "home", parts, clock)
    folder = day / "home" / real_office.STORE
    try:
        desk = office.log_in(parts, folder, real_office.ADMIN, real_office.PASSWORD)
    except EnvironmentFault as fault:
        found.broken.append(f"the store does not open: {fault.code}")
        return found
    try:
        _files(desk, found)
        _numbers(desk, found)
        _acknowledged(desk, acks, found)
        with desk.store.read() as uow:
            jobs = {job.id for job in uow.print_jobs.all() if job.confirmed_at is None}
    finally:
        desk.store.close()
    _packages(day, acks, found)
    _backups(parts, day, acks, found)
    _next_morning(application, parts, day, jobs, found)
    return found


def _files(desk: Desk, found: Found) -> None:
    store = desk.store
    assert isinstance(store, SqlStore)
    for name in (files.DESK_DB, files.PAPERS_DB):
        connection = raw_connect(store.folder / name, store.key)
        try:
            said = connection.execute("PRAGMA integrity_check").fetchall()
            strays = connection.execute("PRAGMA foreign_key_check").fetchall()
        finally:
            connection.close()
        if said != [("ok",)]:
            found.broken.append(f"{name}: integrity_check says {said[0][0]}")
        if strays:
            found.broken.append(f"{name}: {len(strays)} rows point to nothing")
        try:
            check_seals(store.folder / name, store.key)
        except EnvironmentFault:
            found.broken.append(f"{name}: a page is not what was written")
    with store.read() as uow:
        try:
            uow.audit.verify()
        except EnvironmentFault as fault:
            found.broken.append(fault.sentence)


def _numbers(desk: Desk, found: Found) -> None:
    """Receptions, register numbers and document numbers run without gap or double; each number has its paper."""
    with desk.store.read() as uow:
        receptions, items, documents = uow.receptions.all(), uow.items.all(), uow.documents.all()
        series = uow.series.all()
        for document in documents:
            if not uow.document_items.of_document(document.id):
                found.broken.append(f"{document.code}: a paper without a matter")
    compare_numbers([one.seq for one in receptions], len(receptions), "reception", found)
    compare_numbers([int(one.register_no[-6:]) for one in items if one.register_no], len(items), "register", found)
    taken: dict[str, list[int]] = defaultdict(list)
    for document in documents:
        taken[document.series_id or ""].append(document.number_seq or 0)
    for one in series:
        compare_numbers(taken.pop(one.id, []), one.next_seq - 1, f"series {one.word}", found)
    if taken:
        found.broken.append("numbers of a series that is not there")
    kept = checking.verify_papers(desk)
    if not kept.good or sum(len(numbers) for _kept, numbers in kept.found) != len(documents):
        found.lost.append("a paper is not what was issued")


def compare_numbers(numbers: list[int], count: int, what: str, found: Found) -> None:
    twice = [number for number, times in Counter(numbers).items() if times > 1]
    found.doubled += [f"{what} {number} stands twice" for number in twice]
    gaps = set(range(1, count + 1)) - set(numbers)
    found.lost += [f"{what} {number} is gone without a void" for number in sorted(gaps)]


def _acknowledged(desk: Desk, acks: list[list[Any]], found: Found) -> None:
    with desk.store.read() as uow:
        everything = _words(uow)
        numbers = {document.number for document in uow.documents.all()}
        for kind, *said in acks:
            if kind == "draft" and said[0] not in everything:
                found.lost.append("what was typed is neither in a draft nor registered")
            elif kind == "registered":
                if uow.receptions.find(said[0]) is None or said[1] not in everything:
                    found.lost.append("a finished registration")
            elif kind == "screened":
                items = uow.items.where(reception_id=said[0])
                if not all(any(one.current for one in uow.screenings.where(item_id=item.id)) for item in items):
                    found.lost.append("a screening")
            elif kind == "issued":
                found.lost += [f"number {number}" for number in said[1] if number not in numbers]
            elif kind == "printed":
                jobs = uow.print_jobs.where(reception_id=said[0])
                if not jobs or any(job.confirmed_at is None for job in jobs):
                    found.lost.append("the answer that the papers came out")
            elif kind == "exported":
                batches = {batch.batch_no for batch in uow.batches.all() if batch.state == "written"}
                found.lost += [f"batch {number}" for number in said[0] if number not in batches]


def _words(uow: UnitOfWork) -> str:
    """Everything a person may look for: drafts, and what was registered."""
    texts = [draft.body_json for draft in uow.drafts.all()]
    texts += [item.request for item in uow.items.all()]
    return "\n".join(texts)


def _packages(day: Path, acks: list[list[Any]], found: Found) -> None:
    folder = day / trial_day.PACKAGES
    told = {name for kind, *said in acks if kind == "exported" for name in said[1]}
    found.lost += ["a package that was told of" for name in told if not (folder / name).exists()]
    for path in folder.glob("[!.]*.zip"):
        with zipfile.ZipFile(path) as archive:
            if archive.testzip() is not None:
                found.broken.append("a package under its final name cannot be read")


def _backups(parts: Parts, day: Path, acks: list[list[Any]], found: Found) -> None:
    """Every backup under its final name, told or not, can be put back and opened."""
    folder = day / trial_day.BACKUPS
    told = {said[0] for kind, *said in acks if kind == "backed up"}
    found.lost += ["a backup that was told of" for name in told if not (folder / name).exists()]
    for at, path in enumerate(sorted(folder.glob(f"*{backup.SUFFIX}"))):
        again = day / f"again-{at}"
        try:
            backup.restore(path, again)
            desk = office.log_in(parts, again, real_office.ADMIN, real_office.PASSWORD)
            with desk.store.read() as uow:
                uow.audit.verify()
            desk.store.close()
        except EnvironmentFault as fault:
            found.broken.append(f"a backup under its final name: {fault.code}")
        shutil.rmtree(again, ignore_errors=True)


def _next_morning(application: QApplication, parts: Parts, day: Path, jobs: set[str], found: Found) -> None:
    """The windows over the store: what was left unfinished is offered, and nothing is left of a package."""
    home = day / "home"
    fittings = replace(bootstrap.build_fittings(home), build_parts=lambda: parts)
    app = App(application, fittings)
    hands = ScriptHands(app, clock=ScriptClock(FIRST_MORNING.replace(hour=17)), advance=lambda _seconds: None)
    app.start()
    killing.enter(hands)
    left: list[drafts.OpenDraft] = []
    app.session.run("drafts", drafts.open_drafts, done=left.extend)
    hands.settle()
    asked: list[PrintJob] = []
    app.session.run("jobs", printing.unconfirmed_jobs, done=asked.extend)
    hands.settle()
    if {job.id for job in asked} != jobs:
        found.broken.append("a sheet that nobody answered for is not asked for")
    typed = [one for one in left if one.kind == drafts.RECEPTION and json.loads(one.body_json)["visitors"]]
    banner = hands.find("draft_banner", QWidget)
    if bool(typed) != (banner is not None):
        found.broken.append("the draft is not offered" if typed else "a draft is offered that is not there")
    app.window.close()
    if list((home / "building").glob("*")):
        found.broken.append("a half-built package was left behind")
