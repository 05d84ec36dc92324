"""``lp``, ``lpstat`` and ``ipptool`` that play a story: each answers from a file and writes down how it was called."""

from __future__ import annotations

import plistlib
from dataclasses import dataclass
from pathlib import Path

_SCRIPT = """#!/bin/sh
here={folder}
for argument in "$@"; do printf '%s\\n' "$argument" >> "$here/{name}.calls"; done
printf '%s\\n' '--' >> "$here/{name}.calls"
{body}
"""
_ANSWER = """/bin/cat "$here/{name}.out"; /bin/cat "$here/{name}.err" >&2; exit {status}"""
_LISTS = """case "$1" in
-H) echo localhost:631 ;;
-W) /bin/cat "$here/jobs.$2" ;;
*) /bin/cat "$here/lpstat.out"; /bin/cat "$here/lpstat.err" >&2 ;;
esac"""

IDLE = """printer Brother is idle.  enabled since Wed Nov 25 16:20:43 2026
\tForm mounted:
\tDescription: 接访室打印机
\tAlerts: none
Brother accepting requests since Wed Nov 25 16:20:43 2026
system default destination: Brother
"""
DISABLED = """printer Brother disabled since Wed Nov 25 16:20:43 2026 -
\tPaper jam
\tDescription: 接访室打印机
Brother accepting requests since Wed Nov 25 16:20:43 2026
printer 惠普激光 now printing 惠普激光-3.  enabled since Wed Nov 25 16:20:43 2026
\tDescription:
惠普激光 not accepting requests since Wed Nov 25 16:20:43 2026 -
\tRejecting Jobs
no system default destination
"""


@dataclass
class PrintCommands:
    """Puts the commands into ``folder``, which the test makes the whole PATH."""

    folder: Path

    def queues(self, text: str, err: str = "") -> None:
        self._write("lpstat.out", text)
        self._write("lpstat.err", err)
        for which in ("completed", "not-completed"):
            if not (self.folder / f"jobs.{which}").exists():
                self._write(f"jobs.{which}", "")
        self._command("lpstat", _LISTS)

    def jobs(self, which: str, *references: str) -> None:
        lines = (f"{one:<24}root              2048   Wed Nov 25 16:21:09 2026\n" for one in references)
        self._write(f"jobs.{which}", "".join(lines))

    def lp_takes(self, reference: str) -> None:
        self._answer("lp", f"request id is {reference} (0 file(s))\n", "", 0, body='/bin/cat > "$here/lp.stdin"\n')

    def lp_refuses(self, err: str) -> None:
        self._answer("lp", "", err, 1)

    def lp_hangs(self) -> None:
        self._command("lp", "exec /bin/sleep 60")

    def ipp_says(self, state: int, *, reasons: str = "none", printer: str = "none", message: str = "") -> None:
        attributes = {
            "job-state": state,
            "job-state-reasons": reasons,
            "job-printer-state-reasons": printer,
            "job-printer-state-message": message,
        }
        self._ipp({"Tests": [{"StatusCode": "successful-ok", "ResponseAttributes": [{}, attributes]}]})

    def ipp_knows_no_such_job(self) -> None:
        self._ipp({"Tests": [{"StatusCode": "client-error-not-found", "ResponseAttributes": [{}]}]})

    def ipp_reaches_nobody(self) -> None:
        self._ipp({"Tests": [], "ErrorMessage": "Unable to connect"}, 1)

    def calls(self, name: str) -> list[list[str]]:
        """How the command was called, call by call."""
        path = self.folder / f"{name}.calls"
        text = path.read_text("utf-8") if path.exists() else ""
        return [call.splitlines() for call in text.split("--\n") if call]

    @property
    def stdin(self) -> bytes:
        return (self.folder / "lp.stdin").read_bytes()

    def _ipp(self, answer: dict[str, object], status: int = 0) -> None:
        self._answer("ipptool", plistlib.dumps(answer).decode(), "", status)

    def _answer(self, name: str, out: str, err: str, status: int, body: str = "") -> None:
        self._write(f"{name}.out", out)
        self._write(f"{name}.err", err)
        self._command(name, body + _ANSWER.format(name=name, status=status))

    def _command(self, name: str, body: str) -> None:
        self._write(name, _SCRIPT.format(folder=self.folder, name=name, body=body))
        (self.folder / name).chmod(0o755)

    def _write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, "utf-8")
