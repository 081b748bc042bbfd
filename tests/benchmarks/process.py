"""Run a command in a process of its own: in a pipe or at a terminal, with its time and its memory."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

# As the installed script does it.
IOMWHO = (sys.executable, "-c", "from iomwho.__main__ import main; main()")
ROOT = Path(__file__).parents[2]


class Measure(NamedTuple):
    """How long a process ran (milliseconds), and the most memory it held (megabytes)."""

    time: float
    memory: float


def environment(folder: Path, data: Path) -> dict[str, str]:
    """Variables for a process: bytecode and cache of its own in `folder`, the dataset in `data`.

    A package that is installed has its bytecode beside it, a checkout may not have: so everything
    (Typer as well) takes it from one place that the first run fills.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "IOMWHO"))}
    return kept | {
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "IOMWHO_DATA": str(data),
        "TERM": "xterm-256color",
        "PAGER": "cat",
    }


def measured(command: tuple[str, ...], env: Mapping[str, str], terminal: bool = False) -> Measure:
    """Run a command to its end; RuntimeError if it fails."""
    started = time.perf_counter()
    if terminal:
        master, slave = pty.openpty()
        process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=env, cwd="/")
        os.close(slave)
        reader = threading.Thread(target=_drain, args=(master,))
        reader.start()
    else:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env, cwd="/"
        )
    _, status, usage = os.wait4(process.pid, 0)
    spent = 1000 * (time.perf_counter() - started)
    process.returncode = os.waitstatus_to_exitcode(status)
    if terminal:
        reader.join()
        os.close(master)
    else:
        assert process.stderr
        said = process.stderr.read().decode()
        process.stderr.close()
        if process.returncode:
            raise RuntimeError(f"{command}: exit code {process.returncode}\n{said}")
    scale = 2**20 if sys.platform == "darwin" else 2**10
    return Measure(spent, usage.ru_maxrss / scale)


def _drain(master: int) -> None:
    try:
        while os.read(master, 65536):
            pass
    except OSError:  # the other end is closed
        pass
