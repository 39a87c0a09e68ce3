"""The page of the council: its details, approvers, platforms, partners, polls, people, policy, decisions."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route

from smcheck.app.asking import AskedWronglyError, content_in, day_in, fields_in, text_in, texts_in
from smcheck.app.desk import Desk, plain_name
from smcheck.app.serving import answered, page
from smcheck.app.setup import Setup
from smcheck.app.ways import COUNCIL
from smcheck.model.category import CATEGORIES, TRAITS
from smcheck.model.errors import ConfigError, SmcheckError
from smcheck.people import Person
from smcheck.people.importing import SHEETS, TEXTS
from smcheck.people.roster import GROUPS, LISTS
from smcheck.reporters.gathering import sentence
from smcheck.reporters.heading import policy_in_words
from smcheck.reporters.reference import policy_page
from smcheck.reporters.reference.data import policy_data
from smcheck.settings.changing import ChangedMeanwhileError
from smcheck.settings.partners import CONTACTS
from smcheck.settings.platforms import PLATFORMS
from smcheck.settings.policy_file import built_in_policies, load_policy
from smcheck.text.roles import roles_of
from smcheck.text.wordlists import COLUMNS, STRENGTHS, Term

if TYPE_CHECKING:
    from starlette.requests import Request

_FORMULAS = tuple("=+-@")  # which spreadsheets would reckon out


def routes(desk: Desk) -> list[Route]:
    """What this page answers: each change with the state that comes of it."""
    asks = _Asks(desk)
    return [
        Route("/council", asks.council, methods=["GET"]),
        *(Route(f"/council/{name}", asks.answer(does), methods=["POST"]) for name, does in _DOES.items()),
    ]


class _Asks:
    """What the page can ask of the desk; one change after the other is made."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._setup, self._turn = desk, Setup(desk), asyncio.Lock()

    async def council(self, _: Request) -> Response:
        """The page, with the policy."""
        return await run_in_threadpool(self._page)

    def answer(self, does: Callable[[Setup, Given], dict[str, Any] | None]) -> Callable[..., Any]:
        """What answers a request by doing something, and then says how everything stands."""

        async def answer(request: Request) -> Response:
            body = await request.body()
            async with self._turn:
                return await run_in_threadpool(answered, lambda: self._done(does, body))

        return answer

    def _done(self, does: Callable[[Setup, Given], dict[str, Any] | None], body: bytes) -> dict[str, Any]:
        try:
            said = does(self._setup, Given(body))
        except ChangedMeanwhileError as error:  # with a refusal, the page shows the settings anew
            raise ConfigError(f"{error}. What it holds now is shown: look, and enter yours again") from error
        return {"state": self._setup.state()} if said is None else said

    def _page(self) -> Response:
        try:
            rules = policy_data(policy_page(self._desk.policy()))["rules"]
        except (SmcheckError, OSError, UnicodeError):  # which the frame of the page tells
            rules = []
        shown = partial(page, self._desk, "council", COUNCIL, title="Your council")
        return shown(
            rules=rules,
            policies=[(name, policy_in_words(load_policy(name))) for name in built_in_policies()],
            platforms=PLATFORMS,
            groups=GROUPS,
            endings=",".join((*TEXTS, *SHEETS)),
            categories={name: (TRAITS[name].about, roles_of(name)) for name in CATEGORIES},
            strengths=STRENGTHS[1:],
        )


class Given:
    """What a request gives, as JSON; raises `AskedWronglyError` for what no page of ours sends."""

    def __init__(self, body: bytes) -> None:
        data = fields_in(body)
        self.text = partial(text_in, data)
        self.texts = partial(texts_in, data)
        self.day = partial(day_in, data)
        self._content = partial(content_in, data)

    def poll(self) -> dt.date:
        """The day of a poll; a missing one is told, since the page may send it."""
        day = self.day("poll")
        if day is None:
            raise SmcheckError("enter the day of the poll")
        return day

    def file(self) -> tuple[bytes, str, str]:
        """The content of a list of people, its name, and the group of those whose group it does not say."""
        content = self._content()
        group = self.text("group")
        if group and group not in GROUPS:
            raise AskedWronglyError("group is none that is known")
        return content, plain_name(self.text("name")), group

    def person(self) -> Person:
        """Somebody for the roster."""
        lists = (tuple(" ".join(text.split()) for text in self.texts(key) if text.strip()) for key in LISTS)
        return Person(" ".join(self.text("name").split()), self.text("group"), *lists)

    def partner(self) -> tuple[str, dict[str, list[str]]]:
        """The name of a partner, and its contacts by kind."""
        return self.text("name"), {
            kind: [text for text in self.texts(kind) if text.strip()] for kind in CONTACTS
        }

    def term(self) -> Term:
        """A word for the council's own list."""
        term, category, role, strength, characteristic, note = (
            " ".join(self.text(column).split()) for column in COLUMNS
        )
        for text in (term, characteristic, note):
            if not text.isprintable() or text[:1] in _FORMULAS:
                raise ConfigError(
                    "this holds signs that cannot be shown, or begins like a formula; type it anew"
                )
        return Term(term, category, role, strength, characteristic, note)


_DOES: dict[str, Callable[[Setup, Given], dict[str, Any] | None]] = {
    "state": lambda setup, given: None,
    "begin": lambda setup, given: setup.begin(given.text("seal"), given.text("value")),
    "check": lambda setup, given: {"kept": setup.check(given.text("field"), given.text("value"))},
    "put": lambda setup, given: setup.put(given.text("seal"), given.text("field"), given.texts("values")),
    "policy": lambda setup, given: setup.choose_policy(given.text("seal"), given.text("value")),
    "polls/add": lambda setup, given: setup.add_poll(given.text("seal"), given.poll(), given.day("since")),
    "polls/remove": lambda setup, given: setup.remove_poll(given.text("seal"), given.poll()),
    "partners/add": lambda setup, given: setup.add_partner(given.text("seal"), *given.partner()),
    "partners/change": lambda setup, given: setup.change_partner(
        given.text("seal"), given.text("known"), *given.partner()
    ),
    "partners/remove": lambda setup, given: setup.remove_partner(given.text("seal"), given.text("name")),
    "people/add": lambda setup, given: setup.add_person(given.person()),
    "people/change": lambda setup, given: _changed(setup, given),
    "people/remove": lambda setup, given: setup.remove_person(given.text("mark"), given.text("known")),
    "people/preview": lambda setup, given: setup.preview(*given.file()),
    "people/import": lambda setup, given: _imported(setup, given),
    "words/add": lambda setup, given: setup.add_word(given.text("seal"), given.term()),
    "words/change": lambda setup, given: setup.change_word(given.text("mark"), given.term()),
    "words/remove": lambda setup, given: setup.change_word(given.text("mark"), None),
    "decisions/remove": lambda setup, given: setup.remove_decision(given.text("mark")),
}


def _changed(setup: Setup, given: Given) -> dict[str, Any]:
    told = setup.change_person(given.text("mark"), given.text("known"), given.person())
    return {"state": setup.state(), "told": sentence(told)}


def _imported(setup: Setup, given: Given) -> dict[str, Any]:
    added = setup.add_listed(*given.file())
    return {"state": setup.state(), "added": added}
