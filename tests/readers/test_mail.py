"""Emails: the words of a message are a report, its attachments are none."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

from dragoman.errors import ReportError
from dragoman.record import Report
from tests.readers.reading import STORY, failure, one, read, written

TEXT = "\n\n".join(STORY) + "\n"


def message(*, html: bool = False) -> EmailMessage:
    """A message of a news desk, with an attachment."""
    mail = EmailMessage()
    mail["From"] = "Example Wire <desk@example.org>"
    mail["Subject"] = "Talks fail – again"
    mail["Date"] = "Mon, 26 Mar 2018 10:00:00 +0200"
    mail["Message-ID"] = "<m-1@example.org>"
    mail.set_content(TEXT, charset="utf-8", cte="base64")
    if html:
        mail.add_alternative("<p>Another wording.</p>", subtype="html")
    mail.add_attachment(b"The words of an attachment.", maintype="text", subtype="plain", filename="a.txt")
    return mail


def test_message(tmp_path: Path) -> None:
    """Plain text goes before HTML, attachments are left, subject, sender and day are known."""
    report = one(written(tmp_path, "a.eml", message(html=True).as_bytes()))

    assert report.text == TEXT
    assert (report.id, report.title, report.publisher) == ("m-1@example.org", "Talks fail – again", "Example Wire")
    assert report.published == "2018-03-26T10:00:00+02:00"


def test_message_of_html_alone(tmp_path: Path) -> None:
    """Where there is only HTML its words are the text."""
    mail = EmailMessage()
    mail.set_content(f"<html><body><p>{STORY[0]}</p><p>{STORY[1]}</p></body></html>", subtype="html")

    text = one(written(tmp_path, "a.eml", mail.as_bytes())).text

    assert STORY[0] in text and "<" not in text


def test_flowed_lines_are_joined(tmp_path: Path) -> None:
    """Lines that were only broken for display are whole again."""
    head = "From: a@example.org\nSubject: x\nContent-Type: text/plain; format=flowed\n\n"

    assert (
        one(written(tmp_path, "a.eml", f"{head}The ministers met \nin Oslo.\n")).text == "The ministers met in Oslo.\n"
    )


def test_mailbox(tmp_path: Path) -> None:
    """The messages of a mailbox are reports; "From" at the beginning of a quoted line begins none."""
    first = f"From a@example.org Mon Mar 26 10:00:00 2018\n{message().as_string()}\n\n"
    second = "From b@example.org Mon Mar 26 11:00:00 2018\nSubject: Two\n\n>From the start they met.\n\n"
    empty = "From c@example.org Mon Mar 26 12:00:00 2018\nSubject: Three\n\n\n"
    items = read(written(tmp_path, "mail.mbox", first + second + empty))

    assert [item.title for item in items if isinstance(item, Report)] == ["Talks fail – again", "Two"]
    assert isinstance(items[1], Report) and items[1].text.startswith("From the start they met.")
    assert isinstance(items[2], ReportError) and "message 3: holds no text" in str(items[2])


def test_mail_is_known_by_its_head(tmp_path: Path) -> None:
    """A message without an ending of its own is known by its first lines, and so is a mailbox."""
    assert one(written(tmp_path, "a", message().as_bytes())).title == "Talks fail – again"
    assert one(written(tmp_path, "b", "From a@b Mon Mar 26 10:00:00 2018\nSubject: Two\n\nThey met.\n")).title == "Two"


def test_broken_mail(tmp_path: Path) -> None:
    """A message in an unknown encoding still has its words; one without text is an error."""
    odd = "From: a@example.org\nSubject: x\nContent-Type: text/plain; charset=none-such\n\nThey met.\n"

    assert one(written(tmp_path, "a.eml", odd)).text == "They met.\n"
    assert "holds no text" in failure(written(tmp_path, "b.eml", "From: a@example.org\nSubject: x\n\n"))
    assert "holds no text" in failure(written(tmp_path, "c.eml", "Content-Type: multipart/mixed; boundary=x\n\n--x\n"))
