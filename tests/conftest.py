"""What all tests share: the command line, the shipped directory, and a tiny dataset of an invented union."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

import hypothesis
import pytest
from typer.testing import CliRunner, Result

import iomwho
from iomwho import compiler
from iomwho.cli import app
from iomwho.compiled import Stamps

# A busy machine is no bug: no deadline per example.
hypothesis.settings.register_profile("suite", deadline=None)
hypothesis.settings.load_profile("suite")

HERE = Path(__file__).parent
TINY = HERE / "data" / "tiny"
# What a person may have set at home must not change what a test sees.
SETTINGS = (
    "IOMWHO_DATA", "NO_COLOR", "FORCE_COLOR", "PAGER", "LESS", "COLUMNS", "LINES",
    "PYTHONIOENCODING", "PYTHONUTF8",
)  # fmt: skip


class Run(Protocol):
    """The type of the fixture `run`, for annotations in tests."""

    def __hash__(self) -> int: ...

    def __call__(
        self,
        *args: str | os.PathLike[str],
        data: str | os.PathLike[str] | None = None,
        code: int | None = None,
        input: str | bytes | None = None,
        env: Mapping[str, str | None] | None = None,
        columns: int = 80,
    ) -> Result: ...


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home and a cache of this session's own, and none of the person's settings."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in SETTINGS:
            patch.delenv(name, raising=False)
        patch.setenv("HOME", str(folder))
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        patch.setenv("TERM", "xterm-256color")
        yield folder


@pytest.fixture(scope="session")
def run(home: Path) -> Run:
    """Run `iomwho ARGS` in this process, as in a pipe: fixed width, no colour, both streams apart.

    `data` is a folder with another dataset; `code` the exit code that must come out. Gives back
    Typer's result: `exit_code`, `stdout`, `stderr`. A bug in the program fails the test as it is.
    """

    def call(
        *args: str | os.PathLike[str],
        data: str | os.PathLike[str] | None = None,
        code: int | None = None,
        input: str | bytes | None = None,
        env: Mapping[str, str | None] | None = None,
        columns: int = 80,
    ) -> Result:
        words = [os.fspath(word) for word in args]
        setting: dict[str, Any] = {"COLUMNS": str(columns), "NO_COLOR": "1", **(env or {})}
        if data is not None:
            setting["IOMWHO_DATA"] = os.fspath(data)
        result = CliRunner().invoke(app, words, input=input, env=setting, catch_exceptions=False, prog_name="iomwho")
        if code is not None:
            assert result.exit_code == code, f"iomwho {words}: {result.exit_code}\n{result.stdout}\n{result.stderr}"
        return result

    return call


@pytest.fixture(scope="session")
def directory(home: Path) -> iomwho.Directory:
    """The shipped directory."""
    return iomwho.load()


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tiny dataset, shared by the whole session: read it, never change it."""
    return copied(tmp_path_factory.mktemp("shared"))


@pytest.fixture
def tiny_copy(tmp_path: Path) -> Path:
    """A folder with the tiny dataset, this test's own: change it at will."""
    return copied(tmp_path)


@pytest.fixture(scope="session")
def tiny_directory(tiny: Path) -> iomwho.Directory:
    """The directory of the tiny dataset."""
    return iomwho.load(tiny)


def copied(folder: Path) -> Path:
    """A copy of the tiny dataset in `folder`."""
    return Path(shutil.copytree(TINY, folder / "tiny"))


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This test's own cache: the folder that iomwho makes in it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "iomwho"


@pytest.fixture
def compiled(cache: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders that were compiled, in order, with a cache of this test's own."""
    folders: list[str] = []
    original = compiler.compile_dataset

    def counted(folder: Path, stamps: Stamps = ()) -> bytes:
        folders.append(folder.name)
        return original(folder, stamps)

    monkeypatch.setattr(compiler, "compile_dataset", counted)
    return folders


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes the expected screens and the README's screens anew."""
    parser.addoption("--update-golden", action="store_true", help="write the files in tests/golden anew")
