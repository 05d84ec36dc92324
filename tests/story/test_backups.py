"""Backups by themselves and the way back, at the real windows over a real store."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from tests.fakes import real_office
from tests.fakes.real_office import ADMIN, CLERK, PASSWORD, STORE
from tests.story import killing
from xinfang_desk.desk.demo.driver import Hands
from xinfang_desk.desk.pages.settings import SettingsPage
from xinfang_desk.desk.setup.data_pages import DataPage
from xinfang_desk.desk.texts import setup as setup_text
from xinfang_desk.services import drafts
from xinfang_desk.services.registration import Registration
from xinfang_desk.store import files
from xinfang_desk.store.backup import SUFFIX

MARK = "（示例）备份以后才写的"


@pytest.fixture(scope="module")
def next_start(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> killing.NextStart:
    return killing.NextStart(qapp, tmp_path_factory.mktemp("next"))


@pytest.fixture
def home(tmp_path: Path, next_start: killing.NextStart) -> Path:
    home = tmp_path / "铜湾"
    real_office.make_home(home, next_start.parts)
    return home


def made(home: Path) -> list[Path]:
    return sorted((home / "backups").rglob(f"*{SUFFIX}"))


def data_page(hands: Hands) -> DataPage:
    hands.click("rail_settings_button")
    page = hands.get("settings_page", SettingsPage).open_tab(setup_text.TAB_DATA)
    hands.settle()
    assert isinstance(page, DataPage)
    return page


def test_leaving_makes_a_proved_backup_once(next_start: killing.NextStart, home: Path) -> None:
    with next_start.windows(home):
        pass
    assert len(made(home)) == 1
    with next_start.windows(home, ADMIN) as hands:  # nobody changed anything
        page = data_page(hands)
        assert "打开核对过" in page.backups.proved.text()
        assert "2026年11月23日" in page.backups.proved.text()
    assert len(made(home)) == 1
    with next_start.windows(home) as hands:
        hands.app.session.run("draft", drafts.save_registration_draft, "", Registration())
        hands.settle()
    assert len(made(home)) == 2


def test_the_second_place_is_served_when_it_is_there(next_start: killing.NextStart, home: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with next_start.windows(home, ADMIN) as hands:
        page = data_page(hands)
        page.backups.take_second(stick)
        hands.app.keeper.wait()
        hands.settle()
        assert str(stick) in page.backups.second.text()
    assert len(list(stick.glob(f"*{SUFFIX}"))) == 1


def test_the_guided_way_back_keeps_the_old_store(next_start: killing.NextStart, home: Path) -> None:
    with next_start.windows(home):
        pass
    with next_start.windows(home, CLERK) as hands:
        hands.app.session.run("draft", drafts.save_draft, "reception", "x", MARK)
        hands.settle()
        hands.click("lock_button")
        hands.app.keeper.wait()
        killing.enter(hands, ADMIN)
        page = data_page(hands)
        oldest = next(path for path in made(home) if not path.stem.endswith("-2"))
        page.backups.ask = lambda _parent, found, _preview: next(one.path for one in found if one.path == oldest)
        page.backups.restore_button.click()
        hands.wait_for(lambda: "已从备份恢复" in hands.app.login_page.sentence.text(), "the restored store")
        killing.enter(hands, ADMIN)
        assert not [table for table, text in real_office.every_text(hands.app.session.desk) if MARK in text]
    assert (home / f"{STORE}-old-1" / files.DESK_DB).is_file()


def test_a_store_that_cannot_be_opened_is_offered_its_newest_backup(next_start: killing.NextStart, home: Path) -> None:
    with next_start.windows(home):
        pass
    with (home / STORE / files.DESK_DB).open("r+b") as file:
        file.write(os.urandom(4096))
    with pytest.raises(Exception, match="最近的备份是 2026年11月23日"), next_start.windows(home):
        pass


def test_the_dialog_tells_what_is_newer(next_start: killing.NextStart, home: Path) -> None:
    from xinfang_desk.desk.setup.restore_dialog import RestoreDialog

    with next_start.windows(home, ADMIN) as hands:
        page = data_page(hands)
        hands.app.keeper.run()
        hands.app.keeper.wait()
        found = hands.app.fittings.backups(home / STORE)
        dialog = RestoreDialog(page, found, page.backups._preview)
        hands.settle()
        assert found[0].title in [dialog.list.item(at).text() for at in range(dialog.list.count())]
        assert dialog.findChild(QLabel, "restore_newer_label").text()
        dialog.deleteLater()


def test_who_may_not_restore_sees_no_button(next_start: killing.NextStart, home: Path) -> None:
    with next_start.windows(home, CLERK) as hands:
        assert data_page(hands).backups.restore_button.isHidden()
    assert PASSWORD not in str(made(home))
