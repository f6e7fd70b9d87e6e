"""Alerts are told once, to everybody who wants them, over restarts and failures."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dragoman.watch.alerting import append_once
from tests.watch.serving import Asked, Desk, Site

FOLDER = '[[folder]]\npath = "in"\n'
HOOK = f'[alerts]\nfile = "alerts.jsonl"\nwebhook = "{{url}}"\nallow = ["127.0.0.0/8"]\n{FOLDER}'


def crisis(desk: Desk, *, days: int = 80) -> None:
    """A file of quiet months that end in a bad week, the last day being today."""
    today = datetime.fromtimestamp(desk.clock.at, UTC).date()
    rows = []
    for back in range(days, -1, -1):
        count = 4 if back < 3 else int(back % 20 == 0)
        rows += [
            {
                "id": f"d{back}-{n}",
                "text": f"Officials said that it was blow {n} on day {back}. " * 3,
                "published": str(today - timedelta(back)),
            }
            for n in range(count)
        ]
    folder = desk.folder / "in"
    folder.mkdir(exist_ok=True)
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))


def test_alerts_go_out_once(site: Site, desk: Desk) -> None:
    """An alert is printed, written and posted, with the events that made it; later polls do not repeat it."""
    posted: list[tuple[str, dict[str, object]]] = []

    def hook(asked: Asked) -> None:
        posted.append((asked.headers["Idempotency-Key"], json.loads(asked.body())))
        asked.answer(204)

    site.pages["/hook"] = hook
    settings = HOOK.format(url=site.url("/hook"))
    crisis(desk)
    desk.run(settings)
    (desk.folder / "in" / "b.txt").write_text("Officials in Oslo said that they had signed it.")
    desk.run(settings)
    written = [json.loads(line) for line in (desk.folder / "alerts.jsonl").read_text().splitlines()]

    assert len(desk.printed) == len(written) == len(posted) == 1
    assert desk.printed[0].startswith("ALERT NOR – SWE: ")
    assert written[0]["id"] == posted[0][0] == posted[0][1]["id"]
    assert written[0]["events"][0]["type"] == "ASSAULT" and written[0]["index"] >= 3


def test_a_webhook_in_trouble(site: Site, desk: Desk) -> None:
    """What does not arrive is tried again with the same id, after longer and longer waits, and holds up nothing."""
    answers = [500, 429, 200]
    keys = []

    def hook(asked: Asked) -> None:
        keys.append(asked.headers["Idempotency-Key"])
        asked.answer(answers[len(keys) - 1])

    site.pages["/hook"] = hook
    crisis(desk)
    for _ in range(5):
        desk.run(HOOK.format(url=site.url("/hook")))
        desk.clock.at += 100

    assert len(keys) == 3 and len(set(keys)) == 1
    assert len(desk.printed) == 1
    assert "is tried again in 30 s" in desk.told[0] and "is tried again in 60 s" in desk.told[1]


def test_old_alerts_are_not_told(desk: Desk) -> None:
    """A store filled with the past does not ring for it."""
    crisis(desk)
    desk.clock.at += 30 * 86_400
    desk.run(FOLDER)

    assert desk.texts() and desk.printed == []


def test_an_alert_stands_once_in_the_file(tmp_path: Path) -> None:
    """A stop between writing and remembering doubles nothing; half a line is taken away."""
    path = tmp_path / "alerts.jsonl"
    line = '{"id": "a", "x": 1}'
    append_once(path, "a", line)
    append_once(path, "a", line)
    path.write_text(path.read_text() + '{"id": "b", "x"')
    append_once(path, "b", '{"id": "b", "x": 2}')

    assert path.read_text() == f'{line}\n{{"id": "b", "x": 2}}\n'
