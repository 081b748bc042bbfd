"""The compiled form of a dataset: where it lies, when it is fresh, how it is made.

The YAML files are compiled once into a store (see `store.py`) in the user's cache folder. A run
compares the stamps of the data files (size, times, inode) with those in the store. Where entries were
edited, the store is amended (see `amend`); any other difference, any damage, any trouble with the
folder means compiling anew, in memory if need be. Nothing about the cache is ever an error.

A file in the cache is a store and a checksum of all of it. Of a store as it was compiled only what is read
is checked: a damaged part is taken from one compiled anew. With an amended one that would not do, for it
numbers the units otherwise; it is checked whole.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, cast
from zlib import crc32

from iomwho.errors import IomwhoError, UsageError
from iomwho.store import DamagedError, Store
from iomwho.version import VERSION

Stamps = tuple[tuple[str, int, int, int, int], ...]
MOST_BYTES = 10_000_000  # of a file; the loader refuses larger ones
CHECK = 4  # bytes of the checksum at the end of a file of the cache
LARGEST_LAYER = 0.2  # as a share of the store: with more changes than that, compiling anew is worth its time
SUFFIXES = (".yaml", ".yml", ".tsv")


def data_folder(explicit: str | os.PathLike[str] | None = None) -> str:
    """The folder with the data: the one named, $IOMWHO_DATA, the installed one, the checkout's."""
    named = os.fspath(explicit) if explicit else os.environ.get("IOMWHO_DATA")
    if named:
        if not os.path.isdir(named):
            what = "is not a folder" if os.path.exists(named) else "does not exist"
            raise UsageError(
                f"the data folder {named} {what}", "Correct --data or IOMWHO_DATA; `iomwho init DIR` makes one."
            )
        return os.path.abspath(named)
    shipped = shipped_folder()
    if shipped:
        return shipped
    raise IomwhoError(
        "the data that comes with iomwho is missing", "Install iomwho again, or name a folder with --data."
    )


def shipped_folder() -> str | None:
    """The data that comes with iomwho: in the installed package, or in the checkout."""
    package = os.path.dirname(os.path.abspath(__file__))
    for folder in (os.path.join(package, "data"), os.path.join(os.path.dirname(package), "data")):
        if os.path.isfile(os.path.join(folder, "organization.yaml")):
            return folder
    return None


def word_file(folder: str, name: str) -> str:
    """The file of words called `name` for the data in `folder`: its own, or the shipped one."""
    own = os.path.join(folder, name)
    return own if os.path.isfile(own) else os.path.join(shipped_folder() or folder, name)


def open_store(folder: str) -> Store:
    """The store of the data in `folder`, from the cache or compiled now. Raises DataError."""
    stamps = _stamps(folder)
    path = _cache_path(folder)
    store = _read(path, folder, stamps) if path else None
    return store if store is not None else _compile(folder, stamps, path)


def _compile(folder: str, stamps: Stamps, path: str | None) -> Store:
    from iomwho.compiler import compile_dataset  # YAML and all that: only when something changed

    data = compile_dataset(Path(folder), stamps)
    if path and _stamps(folder) == stamps:  # else somebody edits it just now: what was read is good for this run only
        _write(path, data)
    return Store(data)


def _stamps(folder: str) -> Stamps:
    """The stamps of all files that are read, and of those that somebody may believe to be."""
    found: list[tuple[str, int, int, int, int]] = []
    folders = [""]
    for below in folders:
        try:
            entries = list(os.scandir(os.path.join(folder, below)))
        except OSError:
            continue  # the loader says what is wrong with it
        for entry in entries:
            name = f"{below}/{entry.name}" if below else entry.name
            if entry.name.startswith("."):
                continue
            if entry.name.endswith(SUFFIXES):
                try:
                    stat = os.stat(entry.path)
                except OSError:  # a link to nowhere
                    found.append((name, 0, 0, 0, 0))
                    continue
                found.append((name, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino))
            elif entry.is_dir() and (entry.name.isdigit() if not below else "/" not in below):
                folders.append(name)
    return tuple(sorted(found))


def digest(folder: str | os.PathLike[str], name: str) -> bytes:
    """What tells the contents of a data file from any other; never twice the same if the file is odd."""
    from hashlib import blake2b

    path = os.path.join(folder, name)
    try:
        if os.path.isfile(path) and os.path.getsize(path) <= MOST_BYTES:
            with open(path, "rb") as file:
                return blake2b(file.read(MOST_BYTES), digest_size=16).digest()
    except OSError:
        pass
    return os.urandom(16)


def builder() -> tuple[tuple[int, int], ...]:
    """The stamps of what decides, beside the data, what stands in a store: other code, another store."""
    package = os.path.dirname(os.path.abspath(__file__))
    paths = [os.path.join(shipped_folder() or package, "meanings.tsv")]
    for folder in ("", "amend", "dataset", "search"):
        with suppress(OSError):  # installed without sources
            paths += [entry.path for entry in os.scandir(os.path.join(package, folder)) if entry.name.endswith(".py")]
    found = []
    for path in sorted(paths):
        with suppress(OSError):
            stat = os.stat(path)
            found.append((stat.st_size, stat.st_mtime_ns))
    return tuple(found)


def _cache_path(folder: str) -> str | None:
    root = cache_root()
    if not root:
        return None
    tag = f"{folder}\0{VERSION}\0{sys.implementation.cache_tag}".encode(errors="surrogateescape")
    name = os.path.basename(os.path.dirname(folder)) or "data"
    safe = "".join(letter if letter.isalnum() else "-" for letter in name)[:40]
    return os.path.join(root, "iomwho", f"{safe}-{crc32(tag):08x}-{len(tag)}.store")


def cache_root() -> str | None:
    """The folder for caches of the user, by the customs of the system; None where there is none."""
    if explicit := os.environ.get("XDG_CACHE_HOME"):
        return explicit if os.path.isabs(explicit) else None
    if sys.platform == "win32":
        return os.environ.get("LOCALAPPDATA")
    home = os.path.expanduser("~")
    if not os.path.isabs(home):
        return None
    return os.path.join(home, "Library", "Caches") if sys.platform == "darwin" else os.path.join(home, ".cache")


def _read(path: str, folder: str, stamps: Stamps) -> Store | None:
    """The store at `path` if it is whole, of this version and fresh, or can be brought up to date."""
    import mmap

    try:
        with open(path, "rb") as file:
            if os.fstat(file.fileno()).st_size == 0:
                return None
            view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
            store = Store(view[:-CHECK], lambda: _compiled_again(folder, stamps, path))
            meta = Store(view[:-CHECK]).table("meta")  # never mended: a mended one would say that all is fresh
            if meta.get("version") != VERSION or meta.get("builder") != builder():
                return None
            is_fresh = meta.get("stamps") == stamps
            if is_fresh and not store.is_amended:
                return store
            if not _is_whole(file):
                return None
        return store if is_fresh else _renewed(store, path, folder, stamps)
    except (OSError, ValueError, EOFError, TypeError, LookupError, DamagedError):
        return None


def _compiled_again(folder: str, stamps: Stamps, path: str) -> Store:
    """The store anew, from the very data that it was made of. Raises IomwhoError if that was edited meanwhile."""
    if _stamps(folder) != stamps:
        raise IomwhoError(
            "the compiled data is damaged, and the data has changed since it was opened", "Open it once more."
        )
    return _compile(folder, stamps, path)


def _is_whole(file: BinaryIO) -> bool:
    """Whether a file of the cache is as it was written. Read piece by piece, it takes no memory."""
    check, last = 0, b""
    while piece := file.read(1 << 20):
        piece = last + piece
        check, last = crc32(piece[:-CHECK], check), piece[-CHECK:]
    return check == int.from_bytes(last, sys.byteorder)


def _renewed(store: Store, path: str, folder: str, stamps: Stamps) -> Store | None:
    """The store brought up to date with files that changed since; None if it must be compiled anew.

    Files that were only touched, or copied anew, make no difference: it gets their stamps.
    """
    known = {stamp[0]: stamp for stamp in cast(Stamps, store.table("meta").get("stamps"))}
    now = {stamp[0]: stamp for stamp in stamps}
    files: dict[str, bytes | None] = dict.fromkeys(known.keys() - now.keys())  # what they hold; None: they are gone
    for name in now:
        if now[name] != known.get(name):
            content = digest(folder, name)
            before = cast("tuple[bytes, tuple[str, ...]] | None", store.table("files").get(name))
            if before is None or content != before[0]:
                files[name] = content
    changes: dict[str, dict[str, object]] | None = {}
    if files:
        from iomwho.amend.patch import patch  # YAML and all that

        changes = patch(store, Path(folder), files)
    if changes is None:
        return None
    changes.setdefault("meta", {})["stamps"] = stamps
    pieces = store.amend(changes)
    if len(pieces[1]) > LARGEST_LAYER * len(pieces[0]):
        return None
    if _stamps(folder) == stamps:
        _write(path, *pieces)
    return store


def _write(path: str, *data: bytes | memoryview) -> None:
    """Put `data` at `path` in one step; leave no trace if that fails."""
    folder, name = os.path.split(path)
    temporary = os.path.join(folder, f".{name}.{os.getpid()}.tmp")
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        _sweep(folder)
        check = 0
        with open(temporary, "xb") as file:
            for piece in data:
                file.write(piece)
                check = crc32(piece, check)
            file.write(check.to_bytes(CHECK, sys.byteorder))
        os.replace(temporary, path)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)


def _sweep(folder: str) -> None:
    """Remove what killed runs left behind."""
    for entry in os.scandir(folder):
        if entry.name.endswith(".tmp"):
            owner = entry.name.split(".")[-2]
            if owner.isdigit() and not _is_alive(int(owner)):
                with suppress(OSError):
                    os.unlink(entry.path)


def _is_alive(process: int) -> bool:
    if sys.platform == "win32" or process == os.getpid():
        return process != os.getpid()
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
