"""The commands that the README and the guides print, and a folder in which each of them can be run."""

from __future__ import annotations

import datetime as dt
import json
import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile, copytree

from openpyxl import Workbook

from smcheck import Decision, load_council
from smcheck.model.approval import ApprovalRequest
from smcheck.record import note_decision
from smcheck.record.baselining import Setting
from smcheck.run import Request, Run
from smcheck.settings.request_files import Requests
from tests.readers.hostile.documents import docx_of, odt_of, para
from tests.readers.posters import encoded, poster

ROOT = Path(__file__).parents[2]
_FENCED = re.compile(r"^( *)```[^\n]*\n(.*?)^\1```", re.DOTALL | re.MULTILINE)
_INDENTED = re.compile(r"(?:^ {4}[^\n]*\n)+", re.MULTILINE)
_INLINE = re.compile(r"`(smcheck\s[^`]+)`")
_LINE = re.compile(r"^\s*(?:\$ )?(smcheck [^\n]+?)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Printed:
    """A command as it is printed on a page, in a block of its own or within a sentence."""

    page: str
    text: str
    inline: bool = False

    @property
    def words(self) -> list[str]:
        """The arguments, without remarks and what is passed in by the shell."""
        words = shlex.split(self.text, comments=True)[1:]
        return words[: words.index("<")] if "<" in words else words

    @property
    def stdin(self) -> str:
        """The file whose content is passed in; empty where none is."""
        words = shlex.split(self.text, comments=True)
        return words[words.index("<") + 1] if "<" in words else ""

    def begins(self, *commands: str) -> bool:
        """Whether it is one of these commands."""
        return any(self.words[: len(each.split())] == each.split() for each in commands)


def printed_in(text: str, page: str) -> Iterator[Printed]:
    """Every command that a page prints, those in blocks first."""
    for block in (*(match[2] for match in _FENCED.finditer(text)), *_INDENTED.findall(_FENCED.sub("", text))):
        yield from (Printed(page, found) for found in _LINE.findall(block))
    prose = _INDENTED.sub("", _FENCED.sub("", text))
    yield from (Printed(page, " ".join(found.split()), True) for found in _INLINE.findall(prose))


def all_printed() -> list[Printed]:
    """The commands of every page, each once a page."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    found = (
        each
        for path in pages
        for each in printed_in(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())
    )
    return list(dict.fromkeys(found))


REQUEST = "20261129-190000-0a1b2c3d"
"""The request that the guide shows."""

_SETTINGS = """\
approvers = ["Town Clerk"]
record = "record"

[council]
name = "Example Town Council"
domains = ["exampletown.gov.uk"]
phones = ["01632 960999"]
"""
_TEXTS = {
    "draft.txt": "The library is open on Saturday. Ring Jo on 07700 900123 about the stall.",
    "fete.txt": "As we have told you before, dogs must be on a lead. Ring Jo on 07700 900123.",
    "fair.txt": "Cllr Sam Example opens the fair on Saturday.",
    "answer.txt": "> When is the library open?\n\nThank you for asking. It is open on Saturday.",
    "comment.txt": "The council is a shambles, and the bins are late again.",
    "letter.txt": "Thank you for your letter. The library is open on Saturday.",
    "tweets.js": 'window.YTD.tweets.part0 = [{"tweet": {"id": "1", "full_text": "The fete is on Saturday.", '
    '"created_at": "Sat Nov 28 10:00:00 +0000 2026"}}];',
    "posts.jsonl": '{"id": 1, "text": "The fete is on Saturday.", "date": "2026-11-28"}\n',
    "our-words.csv": "term,category,role,strength,characteristic,note\nbypass campaign,politics,cause,,,contested here\n",
}
_SHEETS = {
    "posts.xlsx": [["date", "message"], ["2026-12-01", "The library is open on Saturday."]],
    "staff.xlsx": [["Name", "Group"], ["Kit Reed", "employee"]],
}
_DOCUMENTS = {
    "fete.docx": ["The fete is on Saturday."],
    "policy.docx": ["2. What is not posted", "2.1 Nobody's own phone number or address is posted."],
}


def council_at_work(folder: Path) -> None:
    """Make the folder of a council that has drafts, settings, people, a request and a record."""
    for name in ("drafts", "examples/drafts"):
        copytree(ROOT / "examples" / "drafts", folder / name)
    copyfile(ROOT / "examples" / "people.toml", folder / "people.toml")
    (folder / "smcheck.toml").write_text(_SETTINGS, encoding="utf-8")
    (folder / "smcheck.key").write_text("5eed" * 16, encoding="ascii")
    for name, text in _TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    for name, rows in _SHEETS.items():
        book = Workbook()
        for row in rows:
            book.worksheets[0].append(row)
        book.save(folder / name)
    for name, paragraphs in _DOCUMENTS.items():
        (folder / name).write_bytes(docx_of("".join(map(para, paragraphs))))
    (folder / "draft.odt").write_bytes(odt_of("<text:p>The fete is on Saturday.</text:p>"))
    (folder / "poster.jpg").write_bytes(encoded(poster(["The fete is on Saturday."]), "JPEG"))
    council = load_council(folder / "smcheck.toml")
    note_decision(council, Decision("link", "example.org", "Town Clerk", dt.date(2026, 11, 1)), "Jo Example")
    text = (folder / "fair.txt").read_text(encoding="utf-8")
    asked = ApprovalRequest(
        "", "Jo Example", dt.datetime(2026, 11, 29, 19, tzinfo=dt.UTC), "", "fair.txt", text
    )
    requests = Requests(council)
    made = requests.folder / f"{requests.ask(asked).id}.json"
    made.rename(made.with_name(f"{REQUEST}.json"))


def own_policy(folder: Path) -> None:
    """Let the council have a policy of its own, with a clause 2.1."""
    clause = '[[rule]]\nid = "2.1"\nsection = "2"\nheading = "Posts"\ntitle = "No phones"\ngist = "None is posted."\n'
    head = 'id = "ours"\ninherits = "british-councils"\ntitle = "Policy"\ncouncil = "Example"\nadopted = "2026-01"\n'
    rule = f'{clause}categories = ["personal-contact"]\nseverity = "error"\n'
    (folder / "policy.toml").write_text(f'{head}ask = "the Clerk"\n\n{rule}', encoding="utf-8")
    config = folder / "smcheck.toml"
    config.write_text('policy = "policy.toml"\n' + config.read_text(encoding="utf-8"), encoding="utf-8")


def no_settings(folder: Path) -> None:
    """Leave the folder as it is before anything is set up."""
    for name in ("smcheck.toml", "people.toml", "smcheck.key"):
        (folder / name).unlink()


def in_git(folder: Path) -> None:
    """Commit the settings, so that there is something to compare with."""
    for arguments in (["init", "-q"], ["add", "smcheck.toml"], ["commit", "-q", "-m", "Settings"]):
        subprocess.run(["git", *_NOBODY, *arguments], cwd=folder, check=True, capture_output=True)


def listed_partner(folder: Path) -> None:
    """The surgery of the guides, among the partners."""
    with (folder / "smcheck.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[partner]]\nname = "Example Surgery"\nphones = ["01632 960200"]\n')


def listed_person(folder: Path) -> None:
    """Put the person of the examples on the roster."""
    with (folder / "people.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[person]]\nname = "Sandra Moss"\ngroup = "councillor"\n')


def known_findings(folder: Path) -> None:
    """Set down what is found in the folder of drafts, in the baseline of the settings and in another one."""
    config = folder / "smcheck.toml"
    config.write_text('baseline = "baseline.jsonl"\n' + config.read_text(encoding="utf-8"), encoding="utf-8")
    for name in ("baseline.jsonl", "old.jsonl"):
        setting = Setting(load_council(config), folder / name)
        for event in Run(Request((str(folder / "drafts"),), report_known=True)).events():
            setting.add(event)
        setting.write((), "J. Clerk", "Town Clerk")


def settings_of_drafts(folder: Path) -> None:
    """Put settings into the folder of drafts."""
    copyfile(folder / "smcheck.toml", folder / "drafts" / "smcheck.toml")


def findings(folder: Path) -> None:
    """Put the findings of an audit there, of one post in which nothing was found."""
    import pyarrow as arrow
    from pyarrow import parquet

    finding = arrow.struct({
        "check": arrow.string(), "rules": arrow.list_(arrow.string()), "severity": arrow.string(),
        "decided": arrow.bool_(),
    })  # fmt: skip
    error = arrow.struct({"check": arrow.string(), "message": arrow.string()})
    schema = arrow.schema({
        "status": arrow.string(), "day": arrow.date32(), "platform": arrow.string(), "account": arrow.string(),
        "repeats": arrow.int64(), "findings": arrow.list_(finding), "errors": arrow.list_(error),
    })  # fmt: skip
    row = {"status": "clean", "day": dt.date(2026, 11, 28), "repeats": 0, "findings": [], "errors": []}
    (folder / "findings" / "slice=0").mkdir(parents=True)
    parquet.write_table(
        arrow.Table.from_pylist([row], schema=schema), folder / "findings" / "slice=0" / "part.parquet"
    )
    manifest = {
        "policy": "leigh-on-sea",
        "council": "",
        "date": "2026-11-29",
        "version": "0.1.0",
        "quick": False,
    }
    (folder / "findings" / "_smcheck.json").write_text(json.dumps(manifest), encoding="utf-8")


_NOBODY = ("-c", "user.name=Jo Example", "-c", "user.email=jo@example.org", "-c", "commit.gpgsign=false")
