"""The set-up script: what it refuses, what it asks for, and that a second start does nothing."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "installer" / "dev.py"


@pytest.fixture
def dev(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A copy of the script that has no command to run yet."""
    spec = importlib.util.spec_from_file_location("desk_dev_script", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def never(command: list[str], silent: bool = False, **extra: str) -> int:
        raise AssertionError(command)

    monkeypatch.setattr(module, "call", never)
    return module


@pytest.mark.parametrize("version", [(3, 10, 13), (3, 14, 0)])
def test_another_python_is_named_and_refused(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], version: tuple[int, ...]
) -> None:
    monkeypatch.setattr(dev.sys, "version_info", version)
    assert dev.main(["run"]) == 4
    (line,) = capsys.readouterr().out.splitlines()
    assert ".".join(map(str, version)) in line
    assert "3.11" in line


def test_an_unknown_command_shows_the_usage(dev: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["fly"]) == 2
    assert dev.main([]) == 0
    assert "dev.py COMMAND" in capsys.readouterr().out


def test_a_second_start_does_nothing(dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stamp = tmp_path / "stamp.json"
    monkeypatch.setattr(dev, "STAMP", stamp)
    monkeypatch.setattr(dev, "python", lambda: sys.executable)
    monkeypatch.setattr(dev, "system_packages", lambda kind: None)
    stamp.write_text(json.dumps({"run": dev.fingerprint("run")}))
    dev.set_up("run")
    with pytest.raises(AssertionError):
        dev.set_up("test")
    stamp.write_text("torn")
    with pytest.raises(AssertionError):
        dev.set_up("run")


def test_the_set_up_installs_by_hash_and_without_a_build_download(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(dev, "STAMP", tmp_path / "stamp.json")
    monkeypatch.setattr(dev, "system_packages", lambda kind: None)
    monkeypatch.setattr(dev, "make_venv", lambda: None)
    monkeypatch.setattr(dev, "call", lambda command, silent=False, **extra: commands.append(command) or 0)
    dev.set_up("test")
    lock, package = commands
    assert lock[-3:] == ["--require-hashes", "-r", "requirements-dev.txt"]
    assert {"--no-deps", "--no-build-isolation", "--editable"} <= set(package)
    assert set(json.loads((tmp_path / "stamp.json").read_text())) == {"run", "test"}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="system packages are Linux's")
def test_what_is_missing_is_one_command(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "missing_packages", lambda: ["libegl1", "fonts-noto-cjk"])
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(dev.Stop, match="sudo apt-get install -y --no-install-recommends libegl1 fonts-noto-cjk"):
        dev.system_packages("run")


def test_the_demonstration_empties_only_its_own_folder(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    out = tmp_path / "demo-out"
    monkeypatch.setattr(dev, "DEMO_OUT", out)
    assert dev.demo_folder() == out
    (out / "screens").mkdir(parents=True)
    assert dev.demo_folder() == out
    assert not out.exists()
    out.mkdir()
    (out / "mine.txt").write_text("kept")
    assert dev.demo_folder() == tmp_path / "demo-out-2"
    assert (out / "mine.txt").exists()


@pytest.mark.parametrize(("given", "expected"), [(["--", "-q"], ["-q"]), (["-q"], ["-q"]), ([], [])])
def test_arguments_are_handed_on(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, given: list[str], expected: list[str]
) -> None:
    seen: list[list[str]] = []
    monkeypatch.setitem(dev.COMMANDS, "test", lambda rest: seen.append(rest) or 0)
    assert dev.main(["test", *given]) == 0
    assert seen == [expected]
