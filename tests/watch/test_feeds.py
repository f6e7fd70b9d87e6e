"""Feeds into the store: each entry once, whatever happens between two polls."""

from __future__ import annotations

import threading

import pytest

from dragoman.store import Store, StoreError, open_store
from dragoman.watch.finding import Source
from dragoman.watch.intake import Intake
from dragoman.watch.state import State
from tests.watch.serving import Asked, Desk, Site, feed, item, rss

STORY = "<p>Officials in Oslo said on Monday that they had signed the accord, and they left the hall.</p>" * 2
PAGE = f"<html><head><title>Whole</title></head><body><article>{STORY}</article></body></html>"


def due(desk: Desk, url: str) -> float:
    """Seconds until the feed is asked again."""
    with State(desk.db.with_name("crisis.duckdb.watch")) as state:
        return state.polling(url).due - desk.clock.at + 1


def test_new_entries_are_added_once(site: Site, desk: Desk) -> None:
    """A second poll adds only what is new, and codes nothing twice."""
    site.put("/feed.xml", rss(item(1), item(2)))
    desk.run(feed(site))
    site.put("/feed.xml", rss(item(3), item(1), item(2)))
    desk.run(feed(site))

    assert len(desk.texts()) == 3
    assert sorted(desk.coder.coded) == ["urn:example:1", "urn:example:2", "urn:example:3"]


def test_not_modified(site: Site, desk: Desk) -> None:
    """The server's marks are sent back, and its 304 is nothing new."""

    def answer(asked: Asked) -> None:
        fresh = asked.headers.get("If-None-Match") != '"7"'
        asked.answer(200 if fresh else 304, rss(item(1)).encode() if fresh else b"", ETag='"7"', Last_Modified="then")

    site.pages["/feed.xml"] = answer
    desk.run(feed(site))
    watch = desk.run(feed(site))

    assert (len(desk.texts()), watch.failures) == (1, 0)
    headers = [headers for path, headers in site.asked if path == "/feed.xml"][1]
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"7"', "then")


def test_a_changed_entry_takes_its_place(site: Site, desk: Desk) -> None:
    """A correction of an entry replaces its report, and the former coding is kept."""
    site.put("/feed.xml", rss(item(1)))
    desk.run(feed(site))
    site.put("/feed.xml", rss(item(1, "CORRECTION: Officials in Oslo said that they had not signed it.")))
    desk.run(feed(site))

    assert len(desk.texts()) == 1 and desk.texts()[0].startswith("CORRECTION")


def test_the_same_entry_in_two_feeds(site: Site, desk: Desk) -> None:
    """An entry of two feeds, with another summary in each, is one report and stays as it came first."""
    site.put("/feed.xml", rss(item(1)))
    site.put("/other.xml", rss(item(1, "Officials in Oslo told of the accord that they had signed on Monday.")))
    for _ in range(3):
        desk.run(feed(site) + feed(site, "/other.xml"))

    assert len(desk.coder.coded) == 1


def test_short_ids_of_two_feeds_do_not_meet(site: Site, desk: Desk) -> None:
    """An id that only its own feed understands is told apart from that of another feed."""
    site.put("/feed.xml", rss(item(1, guid="7")))
    site.put("/other.xml", rss(item(2, guid="7")))
    desk.run(feed(site) + feed(site, "/other.xml"))

    assert sorted(desk.coder.coded) == [site.url("/feed.xml#7"), site.url("/other.xml#7")]


def test_full_pages(site: Site, desk: Desk) -> None:
    """Where a feed has only summaries the article is fetched; what cannot be had or is no page leaves the summary."""
    site.put("/robots.txt", "User-agent: *\nDisallow: /hidden")
    site.put("/1.html", PAGE, Content_Type="text/html; charset=utf-8")
    site.put("/2.pdf", "%PDF-1.4", Content_Type="application/pdf")
    items = [item(n, link=site.url(path)) for n, path in enumerate(("/1.html", "/2.pdf", "/hidden", "/none"), start=1)]
    site.put("/feed.xml", rss(*items))
    desk.run(feed(site, full_pages="true"))
    whole, *summaries = desk.texts()

    assert "they left the hall" in whole
    assert all(text.startswith("Officials in Oslo said on Monday that they had signed accord") for text in summaries)
    assert len(summaries) == 3 and "/hidden" not in site.paths()


def test_an_article_that_fails_is_tried_again(site: Site, desk: Desk) -> None:
    """An article whose server is in trouble is asked for at the next polls; in the end its summary is taken."""
    site.put("/feed.xml", rss(item(1, link=site.url("/1.html"))), ETag='"1"')
    site.put("/1.html", "later", status=503)
    counts = []
    for _ in range(3):
        desk.run(feed(site, full_pages="true"))
        counts.append(len(desk.texts()))

    assert counts == [0, 0, 1]
    assert site.paths().count("/1.html") == 3


def test_one_bad_feed_never_stops_the_others(site: Site, desk: Desk) -> None:
    """Errors, broken feeds and pages that are none cost only themselves, and are said."""
    site.put("/1.xml", "<rss><oops")
    site.put("/2.xml", b"\x00\x01\x02 nothing")
    site.put("/3.xml", "busy", status=500)
    site.put("/4.xml", "<html><body>No feed</body></html>")
    site.put("/5.xml", "x" * 6_000_000)
    site.put("/6.xml", "gone", status=410)
    site.put("/feed.xml", rss(item(1)))
    paths = ["/1.xml", "/2.xml", "/3.xml", "/4.xml", "/5.xml", "/6.xml", "/feed.xml"]
    watch = desk.run("".join(feed(site, path) for path in paths) + '[[feed]]\nurl = "http://127.0.0.1:1/private"\n')

    assert len(desk.texts()) == 1
    assert (watch.failures, len(desk.told)) == (7, 7)


def test_a_bug_met_in_one_feed(site: Site, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that nobody foresaw costs its feed a poll and the others nothing."""
    site.put("/feed.xml", rss(item(1, link=site.url("/1.html"))))
    site.put("/1.html", PAGE)
    site.put("/other.xml", rss(item(2)))
    monkeypatch.setattr("dragoman.watch.feeds.page_report", lambda *_, **__: 1 / 0)
    watch = desk.run(feed(site, full_pages="true") + feed(site, "/other.xml"))

    assert (watch.failures, len(desk.texts())) == (1, 1)
    assert "division by zero; is asked again in" in desk.told[0]


def test_backoff(site: Site, desk: Desk) -> None:
    """Each failure in a row doubles the wait; a server's own wish is obeyed, and success begins anew."""
    waits = []
    for _ in range(3):
        site.put("/feed.xml", "busy", status=500)
        desk.run(feed(site, every="100"))
        waits.append(round(due(desk, site.url())))
    site.put("/feed.xml", "slow down", status=429, Retry_After="5000")
    desk.run(feed(site, every="100"))
    waits.append(round(due(desk, site.url())))
    site.put("/feed.xml", rss(item(1)))
    desk.run(feed(site, every="100"))
    waits.append(round(due(desk, site.url())))

    assert waits == [200, 400, 800, 5000, 100]


def test_only_what_is_due_is_asked(site: Site, desk: Desk) -> None:
    """Between two polls of a feed lies its time, also over a restart."""
    site.put("/feed.xml", rss(item(1)))
    watch = desk.run(feed(site, every="100"))
    with State(desk.db.with_name("crisis.duckdb.watch")) as state:
        watch.state = watch.intake.state = state
        asked = []
        for wait in (50, 60):
            desk.clock.at += wait
            watch.round()
            asked.append(site.paths().count("/feed.xml"))

    assert asked == [1, 2]


def test_other_languages_and_reports_that_break(site: Site, desk: Desk) -> None:
    """What is not English, and what breaks the coder, is counted and not read again until it changes."""
    german = "Die Minister verließen am Montag den Saal ohne eine Einigung, sagten Beamte."
    site.put("/feed.xml", rss(item(1, german), item(2, "They said that they would break it."), item(3)))
    counts = [dict(+desk.run(feed(site)).intake.counts) for _ in range(2)]

    assert counts == [{"aside": 1, "failed": 1, "added": 1}, {}]


def test_nothing_is_lost_where_the_store_cannot_be_written(
    site: Site, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An entry counts as seen only once its report is in the store."""
    site.put("/feed.xml", rss(item(1)), ETag='"1"')
    with monkeypatch.context() as broken:
        broken.setattr(Store, "add", lambda *_, **__: (_ for _ in ()).throw(StoreError("the disk is full")))
        desk.run(feed(site))
    lost = desk.texts()
    desk.run(feed(site))

    assert (lost, len(desk.texts())) == ([], 1)
    assert "the disk is full; is tried again" in desk.told[0]


def test_a_store_that_was_taken_away_is_filled_again(site: Site, desk: Desk) -> None:
    """The store is right about what it has: an entry that is remembered but not in it is taken in anew."""
    site.put("/feed.xml", rss(item(1), item(2)))
    desk.run(feed(site))
    desk.db.unlink()
    desk.run(feed(site))

    assert len(desk.texts()) == 2


def test_what_the_store_has_is_not_coded(site: Site, desk: Desk) -> None:
    """A stop between the store's commit and the remembering costs nothing: the report is known."""
    site.put("/feed.xml", rss(item(1)))
    desk.run(feed(site))
    desk.db.with_name("crisis.duckdb.watch").unlink()
    desk.run(feed(site))

    assert (len(desk.coder.coded), len(desk.texts())) == (1, 1)


def test_a_correction_after_a_kill_takes_its_place(site: Site, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed between the store's commit and the remembering, the watch still knows whose report that is."""
    site.put("/feed.xml", rss(item(1)))
    with monkeypatch.context() as dying, pytest.raises(KeyboardInterrupt):
        dying.setattr("dragoman.watch.intake.Intake._flush", _added_and_died)
        desk.run(feed(site))
    site.put("/feed.xml", rss(item(1, "CORRECTION: Officials in Oslo said that they had not signed it.")))
    desk.run(feed(site))

    assert len(desk.texts()) == 1 and desk.texts()[0].startswith("CORRECTION")


def _added_and_died(intake: Intake, source: Source) -> None:
    intake._keep(source)
    raise KeyboardInterrupt


def test_a_stop_ends_between_two_batches(site: Site, desk: Desk) -> None:
    """Asked to end, the watch keeps what is coded, forgets nothing, and goes on where it was."""
    site.put("/feed.xml", rss(*(item(n) for n in range(80))))
    plain = desk.coder.pipe

    def pipe(reports):  # type: ignore[no-untyped-def]
        desk.stop.set()
        return plain(reports)

    desk.coder.pipe = pipe  # type: ignore[method-assign]
    desk.run(feed(site))
    kept = len(desk.texts())
    desk.coder.pipe, desk.stop = plain, threading.Event()  # type: ignore[method-assign]
    desk.run(feed(site))

    assert (kept, len(desk.texts()), len(desk.coder.coded)) == (32, 80, 80)


def test_another_program_may_read_and_write_between_batches(site: Site, desk: Desk) -> None:
    """The store is held only while a batch is written."""
    site.put("/feed.xml", rss(item(1)))
    desk.run(feed(site))
    with open_store(desk.db, write=True, wait=0.0) as store:
        assert store.known(["urn:example:1"])
