"""The compiled dataset: made once, fresh always, and never a reason for an error or a wrong answer."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import iomwho
from iomwho import compiler
from iomwho.dataset import loader
from iomwho.errors import DataError, IomwhoError
from iomwho.model import Dataset
from tests.conftest import TINY, Run

QUESTION, ANSWER = "repair of lamps", "Lamp and Lens Division"
needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and modes of POSIX")


def answer(folder: Path) -> str:
    """The name of the unit that answers the question, from a directory opened now."""
    return iomwho.load(folder).find(QUESTION)[0].unit.name


def store(cache: Path) -> Path:
    """The one file in the cache: nothing else may lie about."""
    (found,) = cache.iterdir()
    assert found.suffix == ".store"
    return found


def test_it_is_made_on_first_use_and_then_used(tiny_copy: Path, cache: Path, compiled: list[str]) -> None:
    assert [answer(tiny_copy) for _ in range(3)] == [ANSWER] * 3
    assert compiled == ["tiny"]
    assert store(cache).stat().st_size > 1000


def test_nobody_else_may_read_what_is_cached(tiny_copy: Path, cache: Path) -> None:
    answer(tiny_copy)
    assert cache.stat().st_mode & 0o077 == 0


def renamed(path: Path) -> None:
    """The unit gets another name: whoever answers by the old one has not read the file."""
    path.write_text(path.read_text("utf-8").replace(f"name: {ANSWER}", "name: Lamp Division"), "utf-8")


def same_length_and_time(path: Path) -> None:
    before = path.stat()
    path.write_text(path.read_text("utf-8").replace(f"name: {ANSWER}", "name: Lump and Lens Division"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size


def swapped(path: Path) -> None:
    """As editors do: a new file takes the place of the old one."""
    fresh = path.with_suffix(".new")
    shutil.copy2(path, fresh)
    renamed(fresh)
    fresh.replace(path)


COMPILED: dict[str, tuple[Callable[[Path], object], str]] = {
    "the frequencies of words change": (lambda path: (path.parents[1] / "words.tsv").write_text("aa\t40\n"), ANSWER),
}
AMENDED: dict[str, tuple[Callable[[Path], object], str]] = {
    "a file changes": (renamed, "Lamp Division"),
    "a file changes, not its length or time": (same_length_and_time, "Lump and Lens Division"),
    "a file is put in its place": (swapped, "Lamp Division"),
    "a file is removed": (lambda path: (path.parents[1] / "thesaurus.yaml").unlink(), ANSWER),
    "a file is renamed": (lambda path: path.rename(path.with_name("hq.yaml")), ANSWER),
    "a file gets another ending": (lambda path: path.rename(path.with_name("z.yml")), ANSWER),
    "a file is added": (
        lambda path: path.with_name("new.yaml").write_text(
            "- {id: new, name: Repair of Lamps, kind: team, names: {}, summary: x, source: charter-2023}\n"
        ),
        "Repair of Lamps",
    ),
}


@pytest.mark.parametrize("change", (COMPILED | AMENDED).values(), ids=COMPILED | AMENDED)
def test_it_is_brought_up_to_date_when(
    change: tuple[Callable[[Path], object], str], tiny_copy: Path, cache: Path, compiled: list[str]
) -> None:
    alter, expected = change
    assert answer(tiny_copy) == ANSWER
    alter(tiny_copy / "2023" / "headquarters.yaml")
    assert answer(tiny_copy) == expected
    assert answer(tiny_copy) == expected
    assert len(compiled) == (2 if change in COMPILED.values() else 1)
    store(cache)


def copied(path: Path) -> None:
    """The same text in a new file, as after a checkout or a new installation."""
    fresh = path.with_suffix(".new")
    fresh.write_bytes(path.read_bytes())
    fresh.replace(path)


@pytest.mark.parametrize(
    "alter",
    [lambda path: os.utime(path, (1, 1)), lambda path: os.utime(path, (4e9, 4e9)), copied],
    ids=["the clock went back", "the clock went ahead", "the file is copied"],
)
def test_it_is_kept_when_only_the_stamps_change(
    alter: Callable[[Path], object], tiny_copy: Path, cache: Path, compiled: list[str]
) -> None:
    answer(tiny_copy)
    alter(tiny_copy / "2023" / "headquarters.yaml")
    old = store(cache).read_bytes()
    assert answer(tiny_copy) == ANSWER
    assert compiled == ["tiny"]
    new = store(cache).read_bytes()
    assert new != old  # the new stamps are noted: the files are not read a third time
    assert answer(tiny_copy) == ANSWER
    assert store(cache).read_bytes() == new


def test_it_is_made_anew_by_other_code(
    tiny_copy: Path, cache: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(tiny_copy)
    with monkeypatch.context() as patch:
        patch.setattr(iomwho.compiled, "builder", lambda: ((1, 1),))
        assert answer(tiny_copy) == ANSWER
    assert compiled == ["tiny", "tiny"]
    store(cache)


def test_it_is_not_made_anew_for_files_that_are_no_data(tiny_copy: Path, cache: Path, compiled: list[str]) -> None:
    answer(tiny_copy)
    (tiny_copy / "NOTES.md").write_text("to do")
    (tiny_copy / "2023" / ".headquarters.yaml.swp").write_bytes(b"\0")
    answer(tiny_copy)
    assert compiled == ["tiny"]


def test_what_another_version_made_is_not_used(
    tiny_copy: Path, cache: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(compiler, "VERSION", "0.0.0")
        answer(tiny_copy)
    assert answer(tiny_copy) == ANSWER
    assert compiled == ["tiny", "tiny"]
    store(cache)


def test_datasets_do_not_meet_in_the_cache(tmp_path: Path, cache: Path, compiled: list[str]) -> None:
    folders = [tmp_path / name / "data" for name in ("one", "two", "d ä\n[x]")]
    for folder in folders:
        shutil.copytree(TINY, folder)
    renamed(folders[1] / "2023" / "headquarters.yaml")
    for _ in range(2):
        assert [answer(folder) for folder in folders] == [ANSWER, "Lamp Division", ANSWER]
    assert len(compiled) == 3
    assert len(list(cache.iterdir())) == 3


def flipped(path: Path, position: int) -> None:
    data = bytearray(path.read_bytes())
    data[position % len(data)] ^= 0xFF
    path.write_bytes(data)


def linked_to_nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


DAMAGE: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "one byte": lambda path: path.write_bytes(b"i"),
    "cut in half": lambda path: os.truncate(path, path.stat().st_size // 2),
    "last byte missing": lambda path: os.truncate(path, path.stat().st_size - 1),
    "something added": lambda path: path.write_bytes(path.read_bytes() + b"\0\0\0\0"),
    "zeros of the same length": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "text": lambda path: path.write_bytes(b"- id: x\n" * 99),
    "pickle": lambda path: path.write_bytes(b"\x80\x04cos\nsystem\n(S'false'\ntR."),
    "link to nowhere": linked_to_nowhere,
    "zeros in the middle": lambda path: path.write_bytes(path.read_bytes()[:5000] + bytes(9000) + path.read_bytes()[14000:]),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_is_ignored_and_mended(
    damage: Callable[[Path], object], run: Run, tiny_copy: Path, cache: Path
) -> None:
    asked = ("find", QUESTION, "--json")
    expected = run(*asked, data=tiny_copy, code=0).stdout
    good = store(cache).read_bytes()
    damage(store(cache))
    result = run(*asked, data=tiny_copy, code=0)
    assert (result.stdout, result.stderr) == (expected, "")
    assert store(cache).read_bytes() == good


def test_no_damaged_byte_changes_an_answer(run: Run, tiny_copy: Path, cache: Path) -> None:
    """All over the file: what is read is checked, what is not read does not matter."""
    asked = ("show", "accounts-division", "--json")
    expected = run(*asked, data=tiny_copy, code=0).stdout
    path = store(cache)
    good = path.read_bytes()
    for position in [*range(0, 40, 5), *range(40, len(good), len(good) // 40)]:
        path.write_bytes(good)
        flipped(path, position)
        result = run(*asked, data=tiny_copy, code=0)
        assert (result.stdout, result.stderr) == (expected, ""), position
        store(cache)


def test_damage_found_late_is_mended(run: Run, tiny_copy: Path, cache: Path, compiled: list[str]) -> None:
    """The file opens, its head is whole; only the record that is asked for is not."""
    asked = ("show", "accounts-division")
    expected = run(*asked, data=tiny_copy, code=0).stdout
    path = store(cache)
    good = path.read_bytes()
    path.write_bytes(good.replace(b"Pays what suppliers are owed.", b"Pays what suppliers are oweD."))
    assert path.read_bytes() != good
    result = run(*asked, data=tiny_copy, code=0)
    assert (result.stdout, result.stderr) == (expected, "")
    assert path.read_bytes() == good
    assert compiled == ["tiny", "tiny"]


def test_a_directory_in_its_place_is_left_alone(tiny_copy: Path, cache: Path) -> None:
    answer(tiny_copy)
    path = store(cache)
    path.unlink()
    path.mkdir()
    assert answer(tiny_copy) == ANSWER
    assert store(cache) == path


def test_leftovers_that_cannot_be_removed_do_not_matter(tiny_copy: Path, cache: Path) -> None:
    (cache / ".x.store.999999999.tmp").mkdir(parents=True)
    (cache / "note.tmp").write_text("mine")
    assert answer(tiny_copy) == ANSWER
    assert sorted(path.suffix for path in cache.iterdir()) == [".store", ".tmp", ".tmp"]


def file_for_a_folder(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "file").write_text("")
    return {"XDG_CACHE_HOME": str(tmp_path / "file")}


def file_for_a_home(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "file").write_text("")
    return {"XDG_CACHE_HOME": "", "HOME": str(tmp_path / "file" / "home")}


NOWHERE: dict[str, Callable[[Path], dict[str, str]]] = {
    "a file in the way": file_for_a_folder,
    "a home that cannot be": file_for_a_home,
    "no home": lambda _: {"XDG_CACHE_HOME": "", "HOME": ""},
    "a home that is no path": lambda _: {"XDG_CACHE_HOME": "", "HOME": "somewhere"},
    "a cache that is no path": lambda _: {"XDG_CACHE_HOME": "somewhere"},
}


@needs_posix
@pytest.mark.parametrize("setting", NOWHERE.values(), ids=NOWHERE)
def test_without_a_cache_it_answers_all_the_same(
    setting: Callable[[Path], dict[str, str]],
    run: Run,
    tiny_copy: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    environment = setting(tmp_path)
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    for _ in range(2):
        result = run("find", QUESTION, data=tiny_copy, env=environment, code=0)
        assert ANSWER in result.stdout
        assert result.stderr == ""
    assert sorted(tmp_path.rglob("*")) == before


@needs_posix
def test_a_cache_that_may_only_be_read(run: Run, tiny_copy: Path, cache: Path) -> None:
    answer(tiny_copy)
    renamed(tiny_copy / "2023" / "headquarters.yaml")
    stale = store(cache).read_bytes()
    cache.chmod(0o500)
    if os.access(cache, os.W_OK):
        pytest.skip("this user may write everywhere")
    try:
        result = run("find", QUESTION, data=tiny_copy, code=0)
    finally:
        cache.chmod(0o700)
    assert "Lamp Division" in result.stdout
    assert result.stderr == ""
    assert store(cache).read_bytes() == stale


def python(code: str, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a piece of Python in a process of its own."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment}, timeout=60)


ASK = "import sys, iomwho; print(iomwho.load(sys.argv[1]).find(sys.argv[2])[0].unit.name)"


@needs_posix
def test_a_full_disk_is_no_error(tiny_copy: Path, cache: Path) -> None:
    """No file may grow past 4 kB: writing fails half way, and the half is taken away."""
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)); "
    result = python(limit + ASK, tiny_copy, QUESTION)
    assert (result.stdout, result.stderr) == (f"{ANSWER}\n", "")
    assert list(cache.iterdir()) == []


KILLED = {
    "before it is compiled": "import iomwho.compiler as c; c.compile_dataset = die",
    "when it is about to be written": "import iomwho.compiled as c; c.open = die",
    "half written": (
        "import builtins, iomwho.compiled as c\n"
        "class Half:\n"
        "    def __init__(self, *how): self.file = builtins.open(*how)\n"
        "    def __enter__(self): return self\n"
        "    def __exit__(self, *error): pass\n"
        "    def write(self, data): self.file.write(data[:len(data) // 2]); self.file.flush(); die()\n"
        "    def __getattr__(self, name): return getattr(self.file, name)\n"
        "c.open = lambda path, mode: Half(path, mode) if 'x' in mode else builtins.open(path, mode)"
    ),
    "before it is put in place": "os.replace = die",
    "after it is put in place": "from iomwho import store; store.Store.__init__ = die",
}


@needs_posix
@pytest.mark.parametrize("moment", KILLED.values(), ids=KILLED)
def test_a_killed_run_leaves_no_trouble(moment: str, tiny_copy: Path, cache: Path) -> None:
    die = "import os, sys, signal, iomwho\ndef die(*a, **k): os.kill(os.getpid(), signal.SIGKILL)\n"
    killed = python(f"{die}{moment}\niomwho.load(sys.argv[1])", tiny_copy)
    assert killed.returncode == -signal.SIGKILL
    assert killed.stdout == killed.stderr == ""
    assert answer(tiny_copy) == ANSWER
    assert [path.suffix for path in cache.iterdir()] == [".store"]


@needs_posix
def test_a_run_killed_while_mending_leaves_the_old_file(tiny_copy: Path, cache: Path) -> None:
    answer(tiny_copy)
    good = store(cache).read_bytes()
    renamed(tiny_copy / "2023" / "headquarters.yaml")
    die = "import os, sys, signal, iomwho\nos.replace = lambda *a: os.kill(os.getpid(), signal.SIGKILL)\n"
    python(f"{die}iomwho.load(sys.argv[1])", tiny_copy)
    assert next(path for path in cache.iterdir() if path.suffix == ".store").read_bytes() == good
    assert answer(tiny_copy) == "Lamp Division"
    store(cache)


def test_twenty_first_runs_at_once(tiny_copy: Path, cache: Path) -> None:
    command = [sys.executable, "-m", "iomwho", "find", QUESTION, "--json", "--data", str(tiny_copy)]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(20)]
    said = {(*run.communicate(timeout=120), run.returncode) for run in runs}
    assert len(said) == 1
    ((out, err, code),) = said
    assert ANSWER.encode() in out
    assert (err, code) == (b"", 0)
    store(cache)


def test_an_open_directory_keeps_answering_while_the_data_changes(tiny_copy: Path, cache: Path) -> None:
    """As when an update runs beside a long-lived process."""
    old = iomwho.load(tiny_copy)
    renamed(tiny_copy / "2023" / "headquarters.yaml")
    assert answer(tiny_copy) == "Lamp Division"
    assert old.find(QUESTION)[0].unit.name == ANSWER
    shutil.rmtree(tiny_copy)
    shutil.rmtree(cache)
    assert old.find("Rechnung")[0].unit.name == "Accounts Division"
    assert len(old.units()) == 13


def test_faulty_data_is_not_cached(tiny_copy: Path, cache: Path) -> None:
    path = tiny_copy / "2023" / "headquarters.yaml"
    sound = path.read_text("utf-8")
    path.write_text(sound.replace("kind: team", "kind: teem"), "utf-8")
    with pytest.raises(iomwho.DataError):
        iomwho.load(tiny_copy)
    assert not cache.exists()
    path.write_text(sound, "utf-8")
    assert answer(tiny_copy) == ANSWER


@pytest.mark.parametrize("is_edited_again", [False, True], ids=["as it is", "and edited again"])
def test_no_damaged_byte_of_an_amended_store_changes_an_answer(
    is_edited_again: bool, tiny_copy: Path, cache: Path
) -> None:
    """It numbers the units otherwise than one compiled anew: from two numberings nothing right can come."""
    units = tiny_copy / "2023" / "headquarters.yaml"
    first = "- {id: new, name: Horn Team, kind: team, names: {}, summary: x, source: charter-2023}\n"
    answer(tiny_copy)
    units.write_text(first + units.read_text("utf-8"), "utf-8")
    assert answer(tiny_copy) == ANSWER
    path, text = store(cache), units.read_text("utf-8")
    good = path.read_bytes()
    for position in range(7, len(good), len(good) // 60):
        path.write_bytes(good)
        flipped(path, position)
        if is_edited_again:
            units.write_text(text + f"  note: {position}\n", "utf-8")
        assert answer(tiny_copy) == ANSWER, position
        assert answer(tiny_copy) == ANSWER, position


def test_damage_does_not_hide_an_edit(tiny_copy: Path, cache: Path) -> None:
    """What says for which files a store was made may be damaged itself."""
    units = tiny_copy / "2023" / "headquarters.yaml"
    answer(tiny_copy)
    path, text = store(cache), units.read_text("utf-8")
    good = path.read_bytes()
    stamps = [found.start() for found in re.finditer(rb"2023/headquarters\.yaml", good)]
    for position in [*stamps, *range(3, len(good), len(good) // 40)]:
        units.write_text(text, "utf-8")
        path.write_bytes(good)
        flipped(path, position)
        renamed(units)
        assert answer(tiny_copy) == "Lamp Division", position


def test_what_was_read_while_it_was_edited_is_not_kept(
    tiny_copy: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody writes, and takes it back, while a run compiles."""
    units = tiny_copy / "2023" / "headquarters.yaml"
    text = units.read_text("utf-8")
    original = loader.load

    def edited_meanwhile(folder: Path) -> Dataset:
        renamed(units)
        try:
            return original(folder)
        finally:
            units.write_text(text, "utf-8")

    monkeypatch.setattr(loader, "load", edited_meanwhile)
    assert answer(tiny_copy) == "Lamp Division"
    monkeypatch.setattr(loader, "load", original)
    assert answer(tiny_copy) == ANSWER


def test_damage_found_late_in_data_that_was_edited_is_an_error(tiny_copy: Path, cache: Path) -> None:
    """A store of today's data may number the units otherwise than the one that is open."""
    answer(tiny_copy)
    path = store(cache)
    with path.open("r+b") as file:  # in its place, as no run of iomwho would
        content = file.read()
        at = content.index(b"Pays what suppliers are owed.")
        directory = iomwho.load(tiny_copy)
        renamed(tiny_copy / "2023" / "headquarters.yaml")
        file.seek(at)
        file.write(b"p")
    with pytest.raises(IomwhoError, match="has changed since it was opened"):
        directory.unit("accounts-division")


def test_files_of_editors_are_no_data(tiny_copy: Path, cache: Path) -> None:
    (tiny_copy / "2023" / ".#offices.yaml").symlink_to("nowhere")
    assert answer(tiny_copy) == ANSWER


@pytest.mark.parametrize("name", ["2023/below/units.yaml", "2023/linked.yaml"])
def test_a_file_that_somebody_may_believe_to_be_read_is_reported_at_once(
    name: str, tiny_copy: Path, cache: Path
) -> None:
    answer(tiny_copy)
    (tiny_copy / name).parent.mkdir(exist_ok=True)
    (tiny_copy / name).symlink_to("nowhere" if "linked" in name else tiny_copy / "2023" / "offices.yaml")
    with pytest.raises(DataError, match=name):
        iomwho.load(tiny_copy)
