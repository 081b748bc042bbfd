"""The store: what goes in comes out, and a damaged file never gives a wrong answer."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iomwho.store import GONE, MAGIC, DamagedError, Store, write

PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False)
    | st.text(st.characters(codec="utf-8"), max_size=20)
    | st.binary(max_size=20),
    lambda inner: st.lists(inner, max_size=4).map(tuple),
    max_leaves=8,
)
KEYS = st.text(st.characters(codec="utf-8"), max_size=12)
TABLES = st.dictionaries(KEYS, st.dictionaries(KEYS, PLAIN, max_size=8), max_size=4)

TABLE: dict[str, dict[str, Any]] = {
    "units": {"a": ("Accounts", "division", None), "b": ("Budget", "team", "a"), "ä": ("Ärzte", "", "a")},
    "terms": {f"word{number}": (number, bytes(range(number % 7))) for number in range(40)},
    "empty": {},
    "one": {"": "the empty key"},
}
GOOD = write(TABLE)


def contents(store: Store, tables: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """All that the store gives for the keys of `tables`, read key by key."""
    return {name: {key: store.table(name).get(key) for key in table} for name, table in tables.items()}


@given(TABLES)
def test_what_goes_in_comes_out(tables: dict[str, dict[str, Any]]) -> None:
    store = Store(write(tables))
    assert contents(store, tables) == tables
    for name, table in tables.items():
        assert len(store.table(name)) == len(table)
        assert store.table(name).keys() == sorted(table, key=str.encode)


@given(TABLES, KEYS)
def test_what_did_not_go_in_does_not_come_out(tables: dict[str, dict[str, Any]], key: str) -> None:
    store = Store(write(tables))
    for name, table in tables.items():
        assert (store.table(name).get(key) is None) or key in table
    if key not in tables:
        assert store.table(key).get(key) is None
        assert store.table(key).keys() == []


@given(st.floats())
def test_a_number_keeps_every_bit(number: float) -> None:
    found = Store(write({"t": {"k": number}})).table("t").get("k")
    assert isinstance(found, float)
    assert (math.isnan(found) and math.isnan(number)) or (found == number)


def test_a_key_that_no_file_can_hold_is_not_found() -> None:
    assert Store(GOOD).table("units").get("\ud800") is None


def test_the_bytes_depend_on_nothing_but_the_content() -> None:
    assert write(TABLE) == GOOD


def survivors(data: bytes) -> dict[str, dict[str, Any]]:
    """What a damaged store still says; nothing where it is refused. Other errors pass through."""
    found: dict[str, dict[str, Any]] = {}
    try:
        store = Store(data)
    except DamagedError:
        return found
    for name, table in TABLE.items():
        for key in table:
            try:
                found.setdefault(name, {})[key] = store.table(name).get(key)
            except DamagedError:
                continue
    return found


@pytest.mark.parametrize("flip", [0x01, 0x80, 0xFF], ids=hex)
def test_no_damaged_byte_gives_a_wrong_answer(flip: int) -> None:
    for position in range(len(GOOD)):
        data = bytearray(GOOD)
        data[position] ^= flip
        for name, table in survivors(bytes(data)).items():
            for key, value in table.items():
                assert value == TABLE[name][key], f"byte {position}: {name}/{key}"


def test_each_damaged_record_is_noticed() -> None:
    """Every byte of a record counts: no damage to it goes unseen."""
    where = GOOD.index(b"Accounts")
    for position in range(where, where + 8):
        data = bytearray(GOOD)
        data[position] ^= 0x20
        with pytest.raises(DamagedError):
            Store(bytes(data)).table("units").get("a")


def test_a_file_cut_short_anywhere_is_refused() -> None:
    for length in range(len(GOOD)):
        with pytest.raises(DamagedError):
            Store(GOOD[:length])


def test_a_file_with_something_added_is_refused() -> None:
    for extra in (b"\0", b"\0\0\0\0", GOOD[:-1], GOOD[1:]):
        with pytest.raises(DamagedError):
            Store(GOOD + extra)


LAYERS = st.lists(
    st.dictionaries(KEYS, st.dictionaries(KEYS, PLAIN.filter(bool) | st.just(GONE), max_size=6), max_size=3)
)


@given(TABLES, LAYERS)
def test_a_layer_says_what_changed(tables: dict[str, dict[str, Any]], layers: list[dict[str, dict[str, Any]]]) -> None:
    store = Store(write(tables))
    expected = {name: dict(table) for name, table in tables.items()}
    data: list[bytes | memoryview] = [write(tables)]
    for layer in layers:
        data = [*store.amend(layer)]
        for name, table in layer.items():
            expected[name] = {**expected.get(name, {}), **table}
    expected = {name: {k: v for k, v in table.items() if v is not GONE} for name, table in expected.items()}
    for found in (store, Store(b"".join(data))):
        assert contents(found, expected) == expected
        for name, table in expected.items():
            assert found.table(name).keys() == sorted(table, key=str.encode)
            assert len(found.table(name)) == len(table)
            assert all(found.table(name).get(key) is None for key in tables.get(name, {}).keys() - table.keys())


def test_a_damaged_layer_gives_no_wrong_answer() -> None:
    below, layer = Store(GOOD).amend({"units": {"a": ("Archive", "unit", None), "b": GONE}})
    for position in range(len(layer)):
        damaged = bytes(below) + layer[:position] + bytes([layer[position] ^ 0xFF]) + layer[position + 1 :]
        try:
            found = Store(damaged).table("units")
            assert (found.get("a"), found.get("b")) == (("Archive", "unit", None), None)
        except DamagedError:
            pass


@given(st.binary(max_size=200), st.integers(0, 200))
def test_foreign_bytes_are_refused(noise: bytes, kept: int) -> None:
    data = GOOD[:kept] + noise
    for name, table in survivors(data).items():
        for key, value in table.items():
            assert value == TABLE[name][key]


FOREIGN = {
    "empty": b"",
    "only the magic": MAGIC,
    "text": b"- id: donor-relations-division\n" * 50,
    "zeros": bytes(4096),
    "another version of the format": GOOD.replace(b"store-", b"stock-", 1),
    "another Python": GOOD[: len(MAGIC) - 1] + b"\xff" + GOOD[len(MAGIC) :],
    "a directory of four gigabytes": MAGIC + b"\xff" * 8 + GOOD[len(MAGIC) + 8 :],
}


@pytest.mark.parametrize("data", FOREIGN.values(), ids=FOREIGN)
def test_a_foreign_file_is_refused(data: bytes) -> None:
    with pytest.raises(DamagedError):
        Store(data)


def damaged_record() -> bytes:
    return GOOD.replace(b"Accounts", b"Accountz")


def damaged_table() -> bytes:
    return (
        GOOD.replace(b"word1word2", b"word1word3", 1) if b"word1word2" in GOOD else GOOD.replace(b"word10", b"wort10")
    )


@pytest.mark.parametrize("damaged", [damaged_record, damaged_table])
def test_damage_found_late_is_mended_from_a_fresh_store(damaged: Any) -> None:
    made: list[Store] = []

    def rebuild() -> Store:
        made.append(Store(GOOD))
        return made[-1]

    data = damaged()
    assert data != GOOD
    store = Store(data, rebuild)
    assert contents(store, TABLE) == TABLE
    assert contents(store, TABLE) == TABLE
    assert len(made) == 1, "rebuilt once, not once for each record"


def test_damage_to_the_fresh_store_too_is_not_hidden() -> None:
    store = Store(damaged_record(), lambda: Store(damaged_record()))
    with pytest.raises(DamagedError):
        store.table("units").get("a")
