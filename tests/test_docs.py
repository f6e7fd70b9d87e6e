"""The commands and the Python that the docs show do run."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
COMMANDS = [
    (page.relative_to(ROOT), line[2:])
    for page in PAGES
    for block in re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    for line in block.splitlines()
    if line.startswith("$ ")
]
PYTHON = [
    (page.relative_to(ROOT), block)
    for page in PAGES
    for block in re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a story and a folder of stories, as the docs say."""
    folder = tmp_path_factory.mktemp("docs")
    story = (files("dragoman.sample") / "crimea-2014.txt").read_text(encoding="utf-8")
    (folder / "story.txt").write_text(story, encoding="utf-8")
    (folder / "stories").mkdir()
    shutil.copy(folder / "story.txt", folder / "stories" / "one.txt")
    return folder


@pytest.mark.parametrize(("page", "command"), COMMANDS, ids=[f"{p}: {c}" for p, c in COMMANDS])
def test_a_command_shown_in_the_docs_runs(page: Path, command: str, workplace: Path) -> None:
    """It exits with 0 in a folder that holds what the page speaks of."""
    program, *rest = shlex.split(command)
    assert program == "dragoman", page
    if "codings.jsonl" in rest[1:2] and not (workplace / "codings.jsonl").exists():
        code = [sys.executable, "-m", "dragoman", "code", "stories/", "-o", "codings.jsonl"]  # the page's first command
        subprocess.run(code, cwd=workplace, capture_output=True, check=True)
    if "crisis.duckdb" in rest and rest[0] != "add" and not (workplace / "crisis.duckdb").exists():
        add = [sys.executable, "-m", "dragoman", "add", "stories/", "--db", "crisis.duckdb"]
        subprocess.run(add, cwd=workplace, capture_output=True, check=True)

    done = subprocess.run([sys.executable, "-m", "dragoman", *rest], cwd=workplace, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("page", "block"), PYTHON, ids=[f"{p} {i}" for i, (p, _) in enumerate(PYTHON)])
def test_python_shown_in_the_docs_runs(page: Path, block: str, workplace: Path) -> None:
    """It raises nothing."""
    if "events.csv" in block:
        command = [sys.executable, "-m", "dragoman", "code", "stories", "-o", "events.csv"]
        subprocess.run(command, cwd=workplace, capture_output=True, check=True)

    done = subprocess.run([sys.executable, "-c", block], cwd=workplace, capture_output=True, text=True)

    assert done.returncode == 0, f"{page}: {done.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    """A relative link names a file of the project."""
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target
