"""`iomwho` in a process of its own: at a terminal of a given size, or in a shell."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

SCRIPTS = Path(sys.executable).parent
PROGRAM = (sys.executable, "-m", "iomwho")
# Makes the terminal the process's own, so that Ctrl-C reaches it (a shell's background jobs ignore it), then
# becomes the program.
OWNER = """
import fcntl, os, signal, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execvp(sys.argv[1], sys.argv[1:])
"""
PATIENCE = 30  # seconds; only a hanging program waits so long

Step = tuple[str, str]  # what to wait for on the screen, what to type then


class Shown(NamedTuple):
    """What a program left on the screen, and its exit code."""

    code: int
    text: str


def at_terminal(
    *args: str | os.PathLike[str],
    columns: int = 80,
    rows: int = 900,
    env: Mapping[str, str] | None = None,
    steps: Iterable[Step] = (),
    program: tuple[str, ...] = PROGRAM,
) -> Shown:
    """Run `iomwho ARGS` at a terminal, type `steps` as it asks; its whole screen, without colour."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    command = [sys.executable, "-c", OWNER, *program, *(os.fspath(arg) for arg in args)]
    process = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
        env={**os.environ, "NO_COLOR": "1", "PAGER": "cat", **(env or {})},
    )  # fmt: skip
    os.close(slave)
    try:
        seen = _converse(master, list(steps))
        return Shown(process.wait(PATIENCE), seen.decode("utf-8", "replace").replace("\r\n", "\n"))
    finally:
        process.kill()
        process.wait()
        os.close(master)


def _converse(master: int, steps: list[Step]) -> bytes:
    """Everything the program wrote until it ended; each step is typed when what it waits for is there."""
    seen = b""
    answered = 0
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        ready, _, _ = select.select([master], [], [], 0.2)
        if ready:
            try:
                chunk = os.read(master, 65536)
            except OSError:  # the other end is closed: Linux says so this way
                break
            if not chunk:
                break
            seen += chunk
        if steps and steps[0][0].encode() in seen[answered:]:
            answered = len(seen)
            os.write(master, steps.pop(0)[1].encode())
    assert not steps, f"the screen never showed {steps[0][0]!r}: {seen.decode('utf-8', 'replace')}"
    return seen


def in_shell(
    line: str, *, cwd: str | os.PathLike[str] | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which `iomwho` is this one; an early end of a pipe's reader is no error."""
    path = f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-c", line], cwd=cwd, env={**os.environ, "PATH": path, **(env or {})},
        stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=PATIENCE,
    )  # fmt: skip


def without_escapes(text: str) -> str:
    """`text` without colours, links and other sequences."""
    return re.sub(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x1b\x07]*(?:\x1b\\|\x07)|[=>])", "", text)
