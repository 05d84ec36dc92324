"""Sets the program up in .venv and runs, tests or measures it: ``python3 installer/dev.py run``.

Standard library only, no shell, the same on Windows (``py installer\\dev.py``). Written so that an older Python can
still read it and be told which one is needed.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "desk-setup.json"
DEMO_OUT = ROOT / "demo-out"
DEMO_RESULTS = {"export", "notices", "report.json", "screens", "stores"}
OLDEST, NEWEST = (3, 11), (3, 13)
LOCKS = {"run": "requirements.txt", "test": "requirements-dev.txt"}
SOURCES = {"run": "requirements.in", "test": "requirements-dev.in"}

# What the Qt wheels load and do not bring: file -> Debian package (UOS, Kylin and Ubuntu use the same names).
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
CHINESE_FONT = "fonts-noto-cjk"
# Tests that need these say so and are skipped without them: file -> Debian package.
TEST_TOOLS = {
    "/usr/bin/pdftotext": "poppler-utils",
    "/usr/sbin/cupsd": "cups",
    "/usr/bin/lp": "cups-client",
    "/usr/bin/ipptool": "cups-ipp-utils",
    "/usr/share/ppd/cups-pdf/CUPS-PDF_noopt.ppd": "printer-driver-cups-pdf",
}


class Stop(Exception):
    """Ends the command with one sentence."""


def main(argv: list[str] | None = None) -> int:
    """Returns the exit status of what was run; 4 when the machine lacks something."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    command, *rest = (sys.argv[1:] if argv is None else argv) or ["help"]
    if rest[:1] == ["--"]:
        rest = rest[1:]
    if command not in COMMANDS:
        say(USAGE)
        return 0 if command in ("help", "-h", "--help") else 2
    try:
        check_python()
        return COMMANDS[command](rest)
    except Stop as stop:
        say(str(stop))
        return 4
    except KeyboardInterrupt:
        return 130


def say(text: str) -> None:
    print(text, flush=True)


def check_python() -> None:
    version = sys.version_info[:2]
    if not OLDEST <= version <= NEWEST:
        now = ".".join(map(str, sys.version_info[:3]))
        raise Stop(f"需要 Python 3.11 到 3.13，现在是 {now}。 Python 3.11 to 3.13 is needed, this is {now}.")


# ---- commands


def run(rest: list[str]) -> int:
    set_up("run")
    if rest or has_display():
        return call([python(), "-m", "xinfang_desk", *rest])
    say("没有显示器，改做演示。 No display: running the demonstration.")
    out = demo_folder()
    status = call([python(), "-m", "xinfang_desk", "demo", "--out", str(out)], QT_QPA_PLATFORM="offscreen")
    if status == 0:
        say(f"演示做完了，结果在 {out} 。 Done, the results are in {out}")
    return status


def demo_folder() -> Path:
    """demo-out, emptied of an earlier demonstration; another name where somebody keeps other things in it."""
    number = 1
    out = DEMO_OUT
    while out.exists() and not {path.name for path in out.iterdir()} <= DEMO_RESULTS:
        number += 1
        out = DEMO_OUT.with_name(f"{DEMO_OUT.name}-{number}")
    if out.exists():
        shutil.rmtree(out)
    return out


def has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def test(rest: list[str]) -> int:
    set_up("test")
    failed = static_checks()
    command = [python(), "-m", "pytest", "--benchmark-disable"]
    if not any(one == "-n" or one.startswith("-n") or one.startswith("--numprocesses") for one in rest):
        # A file stays with one worker: the demonstration is played once, not once a worker.
        command += ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile"]
    if failed:
        say(f"未通过 failed before the tests: {', '.join(failed)}")
    if not step("pytest", [*command, *rest], quiet=True):
        failed.append("pytest")
    return 1 if failed else 0


def check(rest: list[str]) -> int:
    set_up("test")
    failed = static_checks()
    say(f"未通过 failed: {', '.join(failed)}" if failed else "全部通过 all passed")
    return 1 if failed else 0


def bench(rest: list[str]) -> int:
    set_up("test")
    columns = "--benchmark-columns=min,median,max,rounds"
    command = [python(), "-m", "pytest", "tests/bench", "-m", "bench", columns, "-p", "no:randomly", "-s"]
    return call([*command, *rest], QT_QPA_PLATFORM="offscreen")


def trials(rest: list[str]) -> int:
    """Kills the program at moments of a scripted day; the last line says what was lost."""
    set_up("test")
    return call([python(), "-m", "tests.story.trials", *rest], QT_QPA_PLATFORM="offscreen")


def lock(rest: list[str]) -> int:
    """One universal file each; no index address may stand in them."""
    make_venv()
    uv = shutil.which("uv", path=os.pathsep.join((str(Path(python()).parent), os.environ.get("PATH", ""))))
    if uv is None:
        must([python(), "-m", "pip", "install", "--quiet", "uv"], "uv 没有装上。 uv could not be installed.")
        uv = shutil.which("uv", path=str(Path(python()).parent))
    asked = subprocess.run(
        [python(), "-m", "pip", "config", "get", "global.index-url"], capture_output=True, text=True, check=False
    )
    extra = {"UV_INDEX_URL": asked.stdout.strip()} if asked.returncode == 0 and asked.stdout.strip() else {}
    fixed = ["--universal", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--quiet"]
    fixed += ["--python-version", ".".join(map(str, OLDEST))]
    fixed += ["--custom-compile-command", "python3 installer/dev.py lock"]
    for kind, target in LOCKS.items():
        held = ["-c", LOCKS["run"]] if kind == "test" else []
        command = [str(uv), "pip", "compile", SOURCES[kind], "-o", target, *held, *fixed, *rest]
        if call(command, False, **extra) != 0:
            return 1
        text = (ROOT / target).read_text("utf-8")
        if re.search(r"https?://|file:|--(extra-)?index-url|--find-links", text):
            raise Stop(f"{target} 里有网址，不能提交。 {target} holds an address.")
        say(f"{target}: {len(re.findall('^[A-Za-z0-9].*==', text, re.MULTILINE))} packages")
    return 0


def static_checks() -> list[str]:
    """Names of the checks that failed."""
    module = [python(), "-m"]
    lint_imports = str(Path(python()).parent / ("lint-imports.exe" if os.name == "nt" else "lint-imports"))
    checks = (
        ("ruff format", [*module, "ruff", "format", "--check", "."]),
        ("ruff check", [*module, "ruff", "check", "."]),
        ("mypy", [*module, "mypy"]),
        ("import contracts", [lint_imports]),
    )
    return [name for name, command in checks if not step(name, command)]


def step(name: str, command: list[str], quiet: bool = False) -> bool:
    """Runs one check and tells its time; ``quiet`` leaves the last line to the check itself when it passed."""
    say(f"── {name}")
    begin = time.perf_counter()
    passed = call(command, QT_QPA_PLATFORM="offscreen") == 0
    if not (quiet and passed):
        say(f"── {name}: {'ok' if passed else 'FAILED'}, {time.perf_counter() - begin:.1f} s")
    return passed


COMMANDS = {"run": run, "test": test, "check": check, "bench": bench, "trials": trials, "lock": lock}
USAGE = """信访接待台 · python3 installer/dev.py COMMAND
  run   [ARGS]  set up and open the program; the arguments go to it
  test  [ARGS]  set up and run every check; the arguments go to pytest
  check         set up and run every check but the tests
  bench [ARGS]  set up and measure the budgets
  trials [ARGS] set up and kill the program so many times: --kills N [--seed S]
  lock  [ARGS]  write the two requirement files anew; the arguments go to uv"""


# ---- set-up


def set_up(kind: str) -> None:
    """Nothing at all when the stamp still fits; ``test`` covers ``run``."""
    wanted = {name: fingerprint(name) for name in LOCKS}
    done = stamp()
    if Path(python()).exists() and done.get(kind) == wanted[kind]:
        return
    begin = time.perf_counter()
    system_packages(kind)
    make_venv()
    say("正在安装依赖，第一次要一两分钟。 Installing the dependencies, a minute or two the first time.")
    STAMP.unlink(missing_ok=True)
    pip = [python(), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    must(
        [*pip, "--require-hashes", "-r", LOCKS[kind]],
        "依赖没有装上，请检查网络后再试。 The dependencies could not be installed; check the network and try again.",
    )
    must(
        [*pip, "--no-deps", "--no-build-isolation", "--editable", "."],
        "程序没有装上。 The program could not be installed.",
    )
    done = {kind: wanted[kind]}
    if kind == "test":
        done["run"] = wanted["run"]
    part = STAMP.with_suffix(".part")
    part.write_text(json.dumps(done, indent=1), "utf-8")
    os.replace(part, STAMP)
    say(f"准备好了，用了 {time.perf_counter() - begin:.0f} 秒。 Set up in {time.perf_counter() - begin:.0f} s.")


def fingerprint(kind: str) -> str:
    """Of all that decides what stands in .venv."""
    digest = hashlib.sha256(f"{platform.python_version()} {platform.machine()} {ROOT}".encode())
    for name in (LOCKS[kind], "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def stamp() -> dict[str, str]:
    try:
        found = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def python() -> str:
    return str(VENV / "Scripts" / "python.exe" if os.name == "nt" else VENV / "bin" / "python")


def make_venv() -> None:
    """A venv of this very Python; one of another version or with a dead interpreter is made anew."""
    if Path(python()).exists():
        ask = "import sys, pip; print(sys.version_info[:2] == " + repr(tuple(sys.version_info[:2])) + ")"
        answer = subprocess.run([python(), "-c", ask], capture_output=True, text=True, check=False)
        if answer.stdout.strip() == "True":
            return
    say("正在建立 .venv 。 Making .venv")
    must([sys.executable, "-m", "venv", "--clear", str(VENV)], ".venv 建不起来。 .venv could not be made.")


def system_packages(kind: str) -> None:
    """Installs what is missing where root may, else names the one command."""
    if not sys.platform.startswith("linux"):
        return
    needed = missing_packages()
    extras = [package for path, package in TEST_TOOLS.items() if not Path(path).exists()] if kind == "test" else []
    debian = shutil.which("apt-get") is not None
    root = os.geteuid() == 0
    if needed and not (debian and root):
        command = f"apt-get install -y --no-install-recommends {' '.join(needed)}"
        if debian:
            raise Stop(f"缺系统组件，请先运行： System packages are missing, first run:\n    sudo {command}")
        raise Stop(
            f"缺系统组件（Debian 名称），请先装好： Install these first (Debian's names):\n    {' '.join(needed)}"
        )
    if extras and not (debian and root):
        say(f"没有 {' '.join(extras)} ，有几项测试会跳过。 Some tests will be skipped without these packages.")
        extras = []
    if not needed and not extras:
        return
    say(f"正在安装系统组件。 Installing system packages: {' '.join(needed + extras)}")
    call(["apt-get", "update", "-qq"], DEBIAN_FRONTEND="noninteractive")
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
    if needed and call([*install, *needed], silent=True, DEBIAN_FRONTEND="noninteractive") != 0:
        raise Stop(f"系统组件没有装上。 This failed:\n    {' '.join([*install, *needed])}")
    if extras and call([*install, *extras], silent=True, DEBIAN_FRONTEND="noninteractive") != 0:
        say(f"没有装上 {' '.join(extras)} ，有几项测试会跳过。 Some tests will be skipped without these packages.")


def missing_packages() -> list[str]:
    """Debian names of what the program cannot do without."""
    found = []
    if importlib.util.find_spec("ensurepip") is None:
        found.append("python{}.{}-venv".format(*sys.version_info[:2]))
    for library, package in LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            found.append(package)
    if not has_chinese_font():
        found.append(CHINESE_FONT)
    return found


def has_chinese_font() -> bool:
    tool = shutil.which("fc-list")
    if tool:
        asked = subprocess.run([tool, ":lang=zh-cn", "family"], capture_output=True, check=False)
        return bool(asked.stdout.strip())
    folders = ("/usr/share/fonts", "/usr/local/share/fonts", os.path.expanduser("~/.local/share/fonts"))
    names = (name for folder in folders for _, _, files in os.walk(folder) for name in files)
    return any("CJK" in name for name in names)


def must(command: list[str], sentence: str) -> None:
    if call(command) != 0:
        raise Stop(sentence)


def call(command: list[str], silent: bool = False, **extra: str) -> int:
    """Exit status; a list of arguments in the project's folder, never a shell."""
    environment = {**os.environ, "PYTHONUTF8": "1", **extra}
    out = subprocess.DEVNULL if silent else None
    return subprocess.run(command, cwd=ROOT, env=environment, stdout=out, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
