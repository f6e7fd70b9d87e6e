"""A gazetteer made from a GeoNames dump: the same lookups, malformed rows told, and a kill that costs nothing."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.errors import GazetteerError
from dragoman.geonames import Progress, Summary, build_gazetteer, dump
from dragoman.version import digest
from dragoman.world.gazetteer import Gazetteer, load_gazetteer, usual_place


def row(
    ident: int,
    name: str,
    feature: str,
    *,
    point: str = "48.0 37.8",
    code: str = "UA 05 ",
    others: str = "",
    people: int = 0,
) -> str:
    """A line as GeoNames writes it; ``code`` is country, first- and second-level code."""
    lat, lon = point.split()
    country, first, second = code.split(" ")
    cells = [ident, name, name, others, lat, lon, feature[0], feature, country, "", first, second]
    return "\t".join(str(c) for c in [*cells, "", "", people, "", 100, "Europe/Kiev", "2024-01-01"]) + "\n"


PLACES = [
    row(1, "Donetsk", "PPLA", others="Donets'k,Stalino,Донецк,DOK", people=905364),
    row(2, "Donetsk", "ADM1", people=4100000),
    row(3, "Kalmius District", "ADM2", code="UA 05 77", people=90000),
    row(4, "Pisky", "PPL", code="UA 05 77", people=2160),
    row(5, "Donetsk International Airport", "AIRP"),
    row(6, "Sea of Azov", "SEA", point="46.0 36.5", code="  "),
    row(7, "Ukraine", "PCLI", code="UA 00 "),
    row(8, "Old Fort", "PPLQ"),
]


def packed(folder: Path, lines: list[str], name: str = "allCountries") -> Path:
    """A zip as GeoNames packs it."""
    path = folder / f"{name}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("readme.txt", "about the columns " * 1000)
        file.writestr(f"{name}.txt", "".join(lines))
    return path


def silent(_: Progress) -> None:
    """Hears nothing."""


def built(folder: Path, lines: list[str], name: str = "allCountries") -> tuple[Summary, Gazetteer]:
    """The gazetteer made from the lines."""
    summary = build_gazetteer(packed(folder, lines, name), folder / "own.sqlite", tell=silent)
    return summary, Gazetteer(folder / "own.sqlite")


def stop_after(batches: int) -> Callable[[Progress], None]:
    """Kills the build when so many batches are kept; the first word comes before any."""
    heard: list[Progress] = []

    def tell(progress: Progress) -> None:
        heard.append(progress)
        if len(heard) > batches:
            raise KeyboardInterrupt

    return tell


@pytest.mark.parametrize(
    ("name", "feature", "rank"),
    [
        ("Donetsk", "PPLA", 0),
        ("Stalino", "PPLA", 1),
        ("Kalmius", "ADM2", 2),
        ("Donetsk Airport", "AIRP", 1),
        ("the Sea of Azov", "SEA", 0),
        ("Merdare", "PASS", 0),
    ],
)
def test_names_find_their_places(tmp_path: Path, name: str, feature: str, rank: int) -> None:
    """Own and other names, short forms, airports, and the hand-made places that every gazetteer holds."""
    _, own = built(tmp_path, PLACES)

    assert (feature, rank) in [(p.feature, p.rank) for p in own.named(name)]


def test_places_know_what_holds_them(tmp_path: Path) -> None:
    """First- and second-level areas are found by their codes, wherever in the dump they stand."""
    _, own = built(tmp_path, PLACES[::-1])
    (pisky,) = own.named("Pisky")

    assert (pisky.region, pisky.district, pisky.country, pisky.geonames_id) == (2, 3, "UKR", 4)


def test_lands_and_ruins_are_left_out(tmp_path: Path) -> None:
    """States stand in the world's tables; what stands no more is not where news happen."""
    summary, own = built(tmp_path, PLACES)

    assert (summary.rows, summary.left_out, own.named("Ukraine"), own.named("Old Fort")) == (8, 2, (), ())


def test_hand_made_weights_stand_on_the_dump_s_places(tmp_path: Path) -> None:
    """A sea of the dump has the weight of the hand-made row, and is there once."""
    _, own = built(tmp_path, PLACES)

    assert [(p.geonames_id, p.population > 1e6) for p in own.named("Sea of Azov")] == [(6, True)]


def test_malformed_rows_cost_only_themselves(tmp_path: Path) -> None:
    """They are counted, and the first are named by line and reason."""
    broken = ["Donetsk\t48\n", row(9, "Nowhere", "PPL", point="99 0"), row(10, "", "PPL"), "\n"]
    summary, own = built(tmp_path, [*PLACES[:4], *broken, row(11, "Avdiivka", "PPL")])

    assert summary.malformed == 4 and own.named("Avdiivka")
    assert summary.named[:2] == (
        "line 5: 2 columns, expected 19",
        "line 6: a number that cannot be: id, latitude, longitude or population",
    )


@pytest.mark.parametrize("batches", [1, 2, 4])
def test_a_killed_build_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batches: int) -> None:
    """It reads on after the last batch kept, and the file is the same byte for byte."""
    monkeypatch.setattr(dump, "LINES", 2)
    whole = tmp_path / "whole.sqlite"
    build_gazetteer(packed(tmp_path, PLACES), whole, tell=silent)
    output, heard = tmp_path / "own.sqlite", list[Progress]()
    with pytest.raises(KeyboardInterrupt):
        build_gazetteer(packed(tmp_path, PLACES), output, tell=stop_after(batches))
    there = output.exists()
    build_gazetteer(packed(tmp_path, PLACES), output, tell=heard.append)

    assert (there, heard[0].rows) == (False, 2 * batches)
    assert output.read_bytes() == whole.read_bytes()
    assert [path.name for path in tmp_path.glob("own*")] == ["own.sqlite"]


def test_another_dump_is_begun_anew(tmp_path: Path) -> None:
    """What was gathered from one dump is no part of another."""
    with pytest.raises(KeyboardInterrupt):
        build_gazetteer(packed(tmp_path, PLACES), tmp_path / "own.sqlite", tell=stop_after(1))
    summary, own = built(tmp_path, PLACES[3:4])

    assert summary.rows == 1 and own.named("Stalino") == ()


def test_the_plain_text_will_do(tmp_path: Path) -> None:
    """The table may be unpacked, and then gives the same places."""
    (tmp_path / "UA.txt").write_text("".join(PLACES), encoding="utf-8")
    build_gazetteer(tmp_path / "UA.txt", tmp_path / "plain.sqlite", tell=silent)
    _, own = built(tmp_path, PLACES, "UA")

    assert Gazetteer(tmp_path / "plain.sqlite").named("Pisky") == own.named("Pisky") != ()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.zip", None, "there is no file"),
        ("a.zip", b"PK\x03\x04 cut", "no zip file, or not all of it"),
        ("a.txt", b"a story\nof two lines\n", "no GeoNames dump: line 1: 1 columns"),
    ],
)
def test_what_is_no_dump_is_refused(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    """The error says what is wrong."""
    if content is not None:
        (tmp_path / name).write_bytes(content)

    with pytest.raises(GazetteerError, match=message):
        build_gazetteer(tmp_path / name, tmp_path / "own.sqlite", tell=silent)


def test_a_damaged_zip_is_told(tmp_path: Path) -> None:
    """Bytes that were changed on the way are an error, not places."""
    path = packed(tmp_path, PLACES)
    content = bytearray(path.read_bytes())
    at = content.rindex(b"allCountries.txt", 0, len(content) - 120)
    content[at + 40] ^= 0xFF
    path.write_bytes(content)

    with pytest.raises(GazetteerError, match="allCountries"):
        build_gazetteer(path, tmp_path / "own.sqlite", tell=silent)


# ---- in use ------------------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's home with nothing in it, and no setting."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    for name in ("DRAGOMAN_GAZETTEER", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("dragoman.world.gazetteer.load_gazetteer", load_gazetteer.__wrapped__)
    return tmp_path


def run(*arguments: object) -> tuple[int, str, str]:
    """Exit code, data and messages of one run."""
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    return result.exit_code, result.stdout, result.stderr


def test_a_built_gazetteer_is_used_from_then_on(home: Path) -> None:
    """The command says what it made and where; ``where`` then names that file, and before the bundled one."""
    _, before, _ = run("gazetteer", "where")
    code, _, told = run("gazetteer", "build", packed(home, [*PLACES, "broken\n"]))
    _, after, _ = run("gazetteer", "where")

    assert (code, Path(before.strip()).name, Path(after.strip())) == (0, "gazetteer.sqlite", usual_place())
    assert before != after and str(home) in after
    assert "9 rows: " in told and "2 left out, 1 malformed\nmalformed: line 9: 1 columns, expected 19" in told


def test_the_setting_names_another_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``DRAGOMAN_GAZETTEER`` goes before the usual place; a file that is not there or no gazetteer is an error."""
    run("gazetteer", "build", packed(home, PLACES))
    answers = []
    for setting in ("bundled", "none.sqlite", packed(home, PLACES)):
        monkeypatch.setenv("DRAGOMAN_GAZETTEER", str(setting))
        code, where, told = run("gazetteer", "where")
        answers.append((code, str(home) in where, told.partition(":")[0]))

    assert answers == [(0, False, ""), (2, False, "error"), (2, False, "error")]


def test_the_digest_of_a_coding_tells_the_gazetteer(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two dumps give two digests, the same dump the same one."""
    stamps = []
    for number, lines in enumerate((PLACES, PLACES, PLACES[1:])):
        path = home / f"{number}.sqlite"
        build_gazetteer(packed(home, lines), path, tell=silent)
        monkeypatch.setenv("DRAGOMAN_GAZETTEER", str(path))
        stamps.append(digest(load_gazetteer.__wrapped__().stamp))

    assert stamps[0] == stamps[1] != stamps[2] and digest() not in stamps
