"""The wheel, installed on its own, away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent


class Installed(NamedTuple):
    """The wheel and the Python it was installed into."""

    wheel: Path
    bin: Path


def call(*command: str | os.PathLike[str], cwd: Path) -> str:
    """What a command prints; the test fails with it if the command does."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel built from this checkout, in a fresh environment; its dependencies are ours."""
    folder = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    call(sys.executable, "-m", "venv", "--without-pip", folder / "venv", cwd=folder)
    python = folder / "venv" / "bin" / "python"
    call(sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", "--no-index", wheel, cwd=folder)
    # The folder alone, not what its own .pth files add: that would be the checkout.
    shared = next(path for path in sys.path if path.endswith("site-packages"))
    own = call(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
    (Path(own) / "dependencies.pth").write_text(f"{shared}\n", encoding="utf-8")
    return Installed(wheel, python.parent)


def test_missions_from_another_folder(installed: Installed, tmp_path: Path) -> None:
    program = installed.bin / "iomwho"

    found = call(program, "find", "donor reporting", cwd=tmp_path)
    assert found.startswith("Donor Relations Division")
    assert "part of: Department of External Relations" in found
    assert "contact: " in found
    assert "donor, reporting" in found

    tree = call(program, "tree", "External Relations", cwd=tmp_path)
    assert len(tree.splitlines()) == 5

    office = call(program, "office", "Vienna", cwd=tmp_path)
    assert office.startswith("Regional Office in Vienna, Austria")
    assert "covers: " in office


def test_it_is_the_wheel_that_answers(installed: Installed, tmp_path: Path) -> None:
    code = "import iomwho, iomwho.compiled as c; print(iomwho.__file__); print(c.shipped_folder())"
    package, data = call(installed.bin / "python", "-c", code, cwd=tmp_path).splitlines()
    assert Path(package).is_relative_to(installed.bin.parent)
    assert Path(data) == Path(package).parent / "data"


def test_wheel_holds_the_program_and_the_data_only(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as archive:
        names = [name for name in archive.namelist() if ".dist-info/" not in name]
        details = [name for name in archive.namelist() if ".dist-info/" in name]
    assert {name.split("/")[0] for name in names} == {"iomwho"}
    packed = {name.removeprefix("iomwho/data/") for name in names if name.startswith("iomwho/data/")}
    assert packed == {
        path.relative_to(ROOT / "data").as_posix() for path in (ROOT / "data").rglob("*") if path.is_file()
    }  # fmt: skip
    assert any(name.endswith("licenses/LICENSE") for name in details)
    assert not [name for name in names if "test" in name or "__pycache__" in name]


def test_wheel_says_what_it_needs(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("/METADATA")]
        metadata = archive.read(name).decode()
    assert "\nRequires-Python: >=3.11\n" in metadata
    needs = [line for line in metadata.splitlines() if line.startswith("Requires-Dist:") and "extra ==" not in line]
    assert {need.split()[1].split(">")[0].split("<")[0].lower() for need in needs} == {
        "typer", "rich", "rapidfuzz", "pyyaml", "pystemmer",
    }  # fmt: skip
