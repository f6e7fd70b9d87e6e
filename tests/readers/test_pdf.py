"""PDF: the text of all pages is one report, within bounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.readers.reading import failure, one, written


def pdf(*pages: tuple[str, ...], facts: str = "") -> bytes:
    """A small PDF file: for each page its lines."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
        content = f"BT /F1 12 Tf 72 720 Td {shown} ET"
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        font = "<< /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /Resources {font} /Contents {len(objects)} 0 R >>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {facts} >>")
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>"
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    return f"{body}{head}{table}{trailer}\nstartxref\n{len(body)}\n%%EOF".encode()


def test_pages_are_joined(tmp_path: Path) -> None:
    """Pages follow each other with an empty line between; a word parted at the end of a line is whole again."""
    facts = "/Title (Talks fail) /Author (Jane Roe) /CreationDate (D:20180326100000Z)"
    report = one(
        written(
            tmp_path,
            "a.pdf",
            pdf(("The mediators called for nego-", "tiations in Oslo."), (), ("They met.",), facts=facts),
        )
    )

    assert report.text == "The mediators called for negotiations in Oslo.\n\nThey met."
    assert (report.title, report.author, report.published) == ("Talks fail", "Jane Roe", "2018-03-26")


def test_pdf_above_the_limit(tmp_path: Path) -> None:
    """A document with more text than a report may have is an error that names the limit."""
    assert "limit is 100 characters" in failure(written(tmp_path, "a.pdf", pdf(("x" * 60,), ("y" * 60,))), longest=100)


@pytest.mark.parametrize("content", [b"%PDF-1.4", b"%PDF-1.4\nstartxref\n9\n%%EOF", pdf(("They met.",))[:200], b""])
def test_broken_pdf(tmp_path: Path, content: bytes) -> None:
    """A file that is no PDF, or half of one, is an error that names it."""
    assert "a.pdf: " in failure(written(tmp_path, "a.pdf", content))


def test_pdf_of_pictures(tmp_path: Path) -> None:
    """Pages without text make no report."""
    assert "holds no text" in failure(written(tmp_path, "a.pdf", pdf((), ())))
