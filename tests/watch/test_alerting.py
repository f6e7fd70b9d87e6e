"""Alerts are told once, to everybody who wants them, over restarts and failures."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dragoman.watch.alerting import Notice, append_once
from tests.watch.serving import Asked, Desk, Site

FOLDER = '[[folder]]\npath = "in"\n'
HOOK = f'[alerts]\nfile = "alerts.jsonl"\nwebhook = "{{url}}"\nallow = ["127.0.0.0/8"]\n{FOLDER}'


NOTICE = Notice(
    series="state NOR SWE surprise",
    first="2030-03-15",
    last="2030-03-17",
    content={"dyad": ["NOR", "SWE"], "last": "2030-03-17", "index": 4.2, "events_in_7_days": 9, "expected": 0.7}
    | {"first_in_60_days": ["ASSAULT"], "events": []},
)


def arrives(desk: Desk, name: str = "a.txt") -> None:
    """A report comes in, so that the picture is asked."""
    folder = desk.folder / "in"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"Officials in Oslo said that they had signed {name}.")


def test_alerts_go_out_once(site: Site, desk: Desk) -> None:
    """An alert is printed, written and posted; when its spell goes on it is not told again, a later one is."""
    posted: list[tuple[str, dict[str, object]]] = []

    def hook(asked: Asked) -> None:
        posted.append((asked.headers["Idempotency-Key"], json.loads(asked.body())))
        asked.answer(204)

    site.pages["/hook"] = hook
    later = (
        replace(NOTICE, first="2030-03-13", last="2030-03-22"),
        replace(NOTICE, first="2030-04-15", last="2030-04-15"),
    )
    for number, notice in enumerate((NOTICE, NOTICE, *later)):
        desk.notices = [notice]
        arrives(desk, f"{number}.txt")
        desk.run(HOOK.format(url=site.url("/hook")))
    written = [json.loads(line) for line in (desk.folder / "alerts.jsonl").read_text().splitlines()]

    assert len(desk.printed) == len(written) == len(posted) == 2
    assert desk.printed[0].startswith("ALERT NOR – SWE: 9 conflict events in the 7 days to 2030-03-17")
    assert [one["id"] for one in written] == [key for key, _ in posted] == [content["id"] for _, content in posted]


def test_a_webhook_in_trouble(site: Site, desk: Desk) -> None:
    """What does not arrive is tried again with the same id, after longer and longer waits, and holds up nothing."""
    answers = [500, 429, 200]
    keys = []

    def hook(asked: Asked) -> None:
        keys.append(asked.headers["Idempotency-Key"])
        asked.answer(answers[len(keys) - 1])

    site.pages["/hook"] = hook
    desk.notices = [NOTICE]
    arrives(desk)
    for _ in range(5):
        desk.run(HOOK.format(url=site.url("/hook")))
        desk.clock.at += 100

    assert len(keys) == 3 and len(set(keys)) == 1
    assert len(desk.printed) == 1
    assert "is tried again in 30 s" in desk.told[0] and "is tried again in 60 s" in desk.told[1]


def test_a_picture_that_fails_is_asked_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports that came in before a stop still ring after it, though nothing new has come."""
    desk.notices = [NOTICE]
    arrives(desk)
    with monkeypatch.context() as broken:
        broken.setattr("dragoman.watch.loop.take_notices", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            desk.run(FOLDER)
    desk.run(FOLDER)

    assert len(desk.printed) == 1 and len(desk.coder.coded) == 1


@pytest.mark.parametrize(("ago", "told"), [(0, 1), (30, 0)])
def test_the_picture_rings(desk: Desk, ago: int, told: int) -> None:
    """A bad week after quiet ones rings by the store's own series; one that lies back does not."""
    desk.notices = None
    today = datetime.fromtimestamp(desk.clock.at, UTC).date() - timedelta(ago)
    drawn = random.Random(1)
    rows = []
    for back in range(45, -1, -1):
        for number in range(4 if back < 7 else int(back % 20 == 0)):
            words = " ".join("".join(drawn.choices("abcdefghij", k=6)) for _ in range(30))
            text = f"NOR said that it had been hit, and it told of these: {words}."
            rows.append({"id": f"d{back}-{number}", "text": text, "published": str(today - timedelta(back))})
    (desk.folder / "in").mkdir()
    (desk.folder / "in" / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    desk.run(FOLDER)

    assert len(desk.texts()) == len(rows)
    assert len(desk.printed) == told, desk.told


def test_an_alert_stands_once_in_the_file(tmp_path: Path) -> None:
    """A stop between writing and remembering doubles nothing; half a line is taken away."""
    path = tmp_path / "alerts.jsonl"
    line = '{"id": "a", "x": 1}'
    append_once(path, "a", line)
    append_once(path, "a", line)
    path.write_text(path.read_text() + '{"id": "b", "x"')
    append_once(path, "b", '{"id": "b", "x": 2}')

    assert path.read_text() == f'{line}\n{{"id": "b", "x": 2}}\n'
