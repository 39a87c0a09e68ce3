"""The server: what an editor asks and tells, by the Language Server Protocol."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from functools import partial, wraps
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcInternalError
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import to_fs_path

from smcheck.lsp import actions, approving, explaining
from smcheck.lsp.buffers import Buffer, Change
from smcheck.lsp.diagnostics import diagnostics
from smcheck.lsp.hovering import hover
from smcheck.lsp.reviewing import Outcome
from smcheck.lsp.texts import Texts
from smcheck.lsp.worker import Worker
from smcheck.model.errors import SmcheckError
from smcheck.model.showing import visible
from smcheck.model.version import __version__
from smcheck.run.reviewers import Reviewers

T = TypeVar("T")

PATIENCE = 10.0
"""Seconds for which a question about a text waits until that is reviewed."""

_NO_NAME = "Nobody may approve this here: approvers in smcheck.toml lists who may. The command: {}"
_SHOW = "Show the command instead"


class Protocol(LanguageServerProtocol):
    """The protocol, but for the texts: lines end as it says, and not where Python ends them."""

    _server: Server

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """A text was opened."""
        self._server.opened(params.text_document)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """A text was changed."""
        document = params.text_document
        self._server.changed(document.uri, params.content_changes, document.version)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """A text was closed."""
        self._server.closed(params.text_document.uri)


class Server(LanguageServer):
    """Reviews the texts that are open; `was_shut_down` says that the editor has asked for that."""

    def __init__(self, config: Path | None = None) -> None:
        """`config` goes before the `smcheck.toml` that is nearest to each text."""
        super().__init__("smcheck", __version__, protocol_cls=Protocol)
        self.reviewers = Reviewers(config)
        self.worker = Worker(lambda error: log(f"a job failed: {type(error).__name__}"))
        self.was_shut_down = False
        self._texts: Texts | None = None
        self._said: set[str] = set()

    @property
    def texts(self) -> Texts:
        """The open texts; made when the event loop runs."""
        if self._texts is None:
            self._texts = Texts(self.reviewers, self.worker, self.tell)
        return self._texts

    def opened(self, document: types.TextDocumentItem) -> None:
        """Take a text in."""
        encoding = self.server_capabilities.position_encoding or types.PositionEncodingKind.Utf16
        counted = encoding.value if isinstance(encoding, types.PositionEncodingKind) else encoding
        self.texts.opened(
            Buffer(
                document.uri,
                document.text,
                document.version,
                _plain(document.language_id),
                counted,
                self._home(),
            )
        )

    def changed(self, uri: str, changes: Sequence[Change], version: int | None) -> None:
        """Take changes of a text in."""
        if not self.texts.changed(uri, changes, version):
            log("a text was changed that was not opened; the change was not taken in")

    def closed(self, uri: str) -> None:
        """Let a text go, and what is shown of it."""
        self.texts.closed(uri)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def tell(self, outcome: Outcome) -> None:
        """Show what came of a text, and once what is to be said of its settings."""
        buffer = outcome.buffer
        publish = self._publishing()
        tags = publish.tag_support.value_set if publish and publish.tag_support else ()
        shown = diagnostics(outcome, tags, data=bool(publish and publish.data_support))
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(buffer.uri, shown, buffer.version)
        )
        known = len(outcome.review.known) if outcome.review else 0
        more = (f"{known} known findings are not shown, as the baseline says",) * bool(known)
        for remark in (*outcome.remarks, *more):
            if remark not in self._said:
                self._said.add(remark)
                params = types.LogMessageParams(types.MessageType.Info, visible(f"smcheck: {remark}"))
                self.window_log_message(params)

    def show(self, text: str, kind: types.MessageType = types.MessageType.Info) -> None:
        """Show a message to whoever writes."""
        self.window_show_message(types.ShowMessageParams(kind, text))

    async def at_work(self, job: Callable[[], T]) -> T:
        """What a job gives or raises that is done in the worker's thread."""
        loop = asyncio.get_running_loop()
        wanted: asyncio.Future[T] = loop.create_future()

        def work() -> None:
            try:
                done = partial(wanted.set_result, job())
            except Exception as error:
                done = partial(wanted.set_exception, error)
            loop.call_soon_threadsafe(done)

        self.worker.put(work, work)
        return await wanted

    def report_server_error(self, error: Exception, source: type[Exception]) -> None:
        """Log what kind of error there was, since its message may quote the text, and go on."""
        log(f"{source.__name__}: {type(error).__name__}")
        if source is not JsonRpcInternalError:  # which sending itself raises
            self.show(
                "smcheck: something went wrong; what is shown may be out of date", types.MessageType.Error
            )

    def shutdown(self) -> None:
        """End, without waiting for the thread that reads what the editor sends."""
        if self._stop_event:
            self._stop_event.set()
        if self._thread_pool:
            self._thread_pool.shutdown(wait=False, cancel_futures=True)

    def _home(self) -> Path:
        """The folder whose settings hold for a text without a file: the first that the editor has open."""
        workspace = self.workspace
        uris = (*(folder.uri for folder in workspace.folders.values()), workspace.root_uri or "")
        return Path(next(filter(None, map(to_fs_path, uris)), ""))

    def _publishing(self) -> types.PublishDiagnosticsClientCapabilities | None:
        """What the editor knows of diagnostics."""
        document = self.client_capabilities.text_document
        return document.publish_diagnostics if document else None


def _plain(language: types.LanguageKind | str) -> str:
    return language.value if isinstance(language, types.LanguageKind) else language


def log(said: str) -> None:
    """Say something on stderr, where editors keep a log; never a word of a text."""
    if sys.stderr:
        print(f"smcheck: lsp: {visible(said)}", file=sys.stderr, flush=True)


Asked = Callable[..., Awaitable[Any]]


def _guarded(handler: Asked) -> Asked:
    """Answer nothing where a handler fails, and say what kind of failure it was."""

    @wraps(handler)
    async def guarded(*given: Any) -> Any:
        try:
            return await handler(*given)
        except SmcheckError as error:
            given[0].show(f"smcheck: {visible(str(error))}", types.MessageType.Error)
        except Exception as error:  # the message may quote the text
            given[0].report_server_error(error, type(error))
        return None

    return guarded


def make_server(config: Path | None = None) -> Server:
    """A server that answers all that smcheck answers."""
    server = Server(config)
    kinds = types.CodeActionOptions(code_action_kinds=list(actions.KINDS))
    server.feature(types.TEXT_DOCUMENT_DID_SAVE)(_saved)
    server.feature(types.SHUTDOWN)(_shut_down)
    server.feature(types.TEXT_DOCUMENT_HOVER)(_guarded(_hover))
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, kinds)(_guarded(_code_actions))
    server.command(actions.APPROVE)(_guarded(_approve))
    server.command(actions.EXPLAIN)(_guarded(_explain))
    return server


def _saved(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    ls.texts.saved(params.text_document.uri)


def _shut_down(ls: Server, _: Any) -> None:
    ls.was_shut_down = True


async def _hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    outcome = await ls.texts.current(params.text_document.uri, PATIENCE)
    document = ls.client_capabilities.text_document
    asked = document.hover.content_format if document and document.hover else None
    return hover(outcome, params.position, asked or ()) if outcome else None


async def _code_actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    outcome = await ls.texts.current(params.text_document.uri, PATIENCE)
    workspace = ls.client_capabilities.workspace
    edits = workspace.workspace_edit if workspace else None
    versioned = bool(edits and edits.document_changes)
    return actions.actions(outcome, params.range, params.context.only, versioned=versioned) if outcome else []


async def _explain(ls: Server, uri: str, name: str) -> str | None:
    outcome = await ls.texts.current(uri, PATIENCE)
    said = explaining.explained(name, outcome.policy if outcome else None)
    ls.show(said)
    return said


async def _approve(ls: Server, uri: str, place: dict[str, Any]) -> str | None:
    outcome = await ls.texts.current(uri, PATIENCE)
    if outcome is None:
        raise SmcheckError("the text is not open any more, or still being reviewed; try again")
    where = approving.Place(str(place["check"]), int(place["start"]), int(place["end"]))
    ask = approving.question(outcome, where)
    by = await _name_chosen(ls, ask)
    if by is None:
        return None
    said = await ls.at_work(partial(approving.approve, outcome.buffer, where, by, ls.reviewers))
    ls.texts.again()
    ls.show(f"smcheck: {visible(said)}")
    return said


async def _name_chosen(ls: Server, ask: approving.Question) -> str | None:
    """In whose name to approve; where that cannot be asked, the command is shown that does it."""
    window = ls.client_capabilities.window
    if not ask.names:
        ls.show(visible(f"smcheck: {_NO_NAME.format(ask.command)}"), types.MessageType.Warning)
        return None
    if window is None or window.show_message is None:
        ls.show(visible(f"smcheck: this editor cannot ask; at a prompt: {ask.command}"))
        return None
    buttons = [types.MessageActionItem(title) for title in (*ask.names, _SHOW)]
    params = types.ShowMessageRequestParams(types.MessageType.Info, visible(f"smcheck: {ask.text}"), buttons)
    chosen = await ls.window_show_message_request_async(params)
    if chosen and chosen.title == _SHOW:
        ls.show(visible(f"smcheck: {ask.command}"))
    return chosen.title if chosen and chosen.title in ask.names else None
