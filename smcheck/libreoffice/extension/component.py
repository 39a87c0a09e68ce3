"""What LibreOffice loads: the proofreader, and the entry of the menu that says how things stand."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any, Sequence

import uno
import unohelper
from com.sun.star.awt import XCallback
from com.sun.star.awt.MessageBoxButtons import (
    BUTTONS_OK,
    BUTTONS_RETRY_CANCEL,
    BUTTONS_YES_NO,
    DEFAULT_BUTTON_YES,
)
from com.sun.star.awt.MessageBoxType import INFOBOX, QUERYBOX, WARNINGBOX
from com.sun.star.document import XDocumentEventListener
from com.sun.star.frame import XTerminateListener
from com.sun.star.lang import Locale, XServiceDisplayName, XServiceInfo
from com.sun.star.linguistic2 import (
    LinguServiceEvent,
    ProofreadingResult,
    SingleProofreadingError,
    XLinguServiceEventBroadcaster,
    XProofreader,
)
from com.sun.star.linguistic2.LinguServiceEventFlags import PROOFREAD_AGAIN
from com.sun.star.task import XJob, XJobExecutor
from smcheck_writer import units
from smcheck_writer.choosing import SERVICE, Choice
from smcheck_writer.documents import Documents
from smcheck_writer.marks import ERROR, NOTE, Mark, laid_out
from smcheck_writer.service import Service
from smcheck_writer.telling import told

PROOFREADER = "smcheck.writer.Proofreader"
STATE = "smcheck.writer.State"
START = "smcheck.writer.Start"
NAME = "smcheck"

_PROOFREADING = 2  # com.sun.star.text.TextMarkupType, which not every LibreOffice gives to Python
_YES, _RETRY = 2, 4
_LINES = {ERROR: 18, NOTE: 10}  # bold wave for what must not be posted; com.sun.star.awt.FontUnderline
_WAVE = 10
_COLOURS = {ERROR: 0xB00050, NOTE: 0x4A6FA5}
_COLOUR = 0xC26A00


def _settings() -> dict[str, Any]:
    """What the extension was made with: the command, the version, the languages."""
    found: dict[str, Any] = json.loads(Path(__file__).with_name("settings.json").read_text(encoding="utf-8"))
    return found


class _Shared:
    """What there is once in a LibreOffice: the service, and who is told of its news."""

    def __init__(self, context: Any) -> None:
        self.settings = _settings()
        self.ignored: set[str] = set()
        self.listeners: list[tuple[Any, Any]] = []
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        home = Path.home().as_uri()
        manager = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.linguistic2.LinguServiceManager", context
        )
        self.choice = Choice(manager, _locales(self.settings), PROOFREADER)
        self.documents = Documents(desktop)
        self.service = Service(self.settings["command"], self.announce, self.documents.address, home)
        desktop.addTerminateListener(_End(self.service))
        events = context.getValueByName("/singletons/com.sun.star.frame.theGlobalEventBroadcaster")
        if events:
            events.addDocumentEventListener(_Saved(self.service))

    def announce(self) -> None:
        """Have every paragraph looked at anew."""
        for listener, source in list(self.listeners):
            event = LinguServiceEvent()
            event.Source = source
            event.nEvent = PROOFREAD_AGAIN
            with suppress(Exception):  # one that is there no more must not keep the news from the others
                listener.processLinguServiceEvent(event)


def _locales(settings: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(Locale(*name.split("-"), "") for name in settings["languages"])


_shared: list[_Shared] = []


def _of(context: Any) -> _Shared:
    if not _shared:
        _shared.append(_Shared(context))
    return _shared[0]


class _End(unohelper.Base, XTerminateListener):
    """Ends the service with LibreOffice."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def queryTermination(self, _event: Any) -> None:
        pass

    def notifyTermination(self, _event: Any) -> None:
        self._service.end()

    def disposing(self, _event: Any) -> None:
        pass


class _Saved(unohelper.Base, XDocumentEventListener):
    """Has all looked at anew where a document was saved under another name: other settings may hold there."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def documentEventOccured(self, event: Any) -> None:
        if event.EventName == "OnSaveAsDone":
            self._service.forget()

    def disposing(self, _event: Any) -> None:
        pass


class Proofreader(
    unohelper.Base, XProofreader, XLinguServiceEventBroadcaster, XServiceInfo, XServiceDisplayName
):
    """Answers what is to be underlined in a paragraph, at once, from what the service knows."""

    def __init__(self, context: Any, *_: Any) -> None:
        self._context = context

    def doProofreading(
        self, document: str, text: str, locale: Any, start: int, _end: int, _properties: Any
    ) -> Any:
        shared = _of(self._context)
        result = ProofreadingResult()
        result.aDocumentIdentifier = document
        result.aText = text
        result.aLocale = locale
        result.nStartOfSentencePosition = start
        result.nBehindEndOfSentencePosition = result.nStartOfNextSentencePosition = units.length(text)
        result.aProperties = ()
        result.xProofreader = self
        marks = [mark for mark in shared.service.marks(document, text) if mark.rule not in shared.ignored]
        result.aErrors = tuple(_error(mark) for mark in laid_out(marks) if mark.start >= start)
        return result

    def isSpellChecker(self) -> bool:
        return False

    def ignoreRule(self, rule: str, _locale: Any) -> None:
        _of(self._context).ignored.add(rule)

    def resetIgnoreRules(self) -> None:
        _of(self._context).ignored.clear()

    def getLocales(self) -> Any:
        return _locales(_settings())

    def hasLocale(self, locale: Any) -> bool:
        return bool(locale.Language == "en")

    def addLinguServiceEventListener(self, listener: Any) -> bool:
        _of(self._context).listeners.append((listener, self))
        return True

    def removeLinguServiceEventListener(self, listener: Any) -> bool:
        shared = _of(self._context)
        shared.listeners = [each for each in shared.listeners if each[0] != listener]
        return True

    def getServiceDisplayName(self, _locale: Any) -> str:
        return NAME

    def getImplementationName(self) -> str:
        return PROOFREADER

    def supportsService(self, name: str) -> bool:
        return name in self.getSupportedServiceNames()

    def getSupportedServiceNames(self) -> Sequence[str]:
        return (SERVICE,)


class StateBox(unohelper.Base, XJobExecutor, XServiceInfo):
    """Shows how things stand, and what can be done; started from the menu Tools."""

    def __init__(self, context: Any, *_: Any) -> None:
        self._context = context

    def trigger(self, argument: str) -> None:
        shared = _of(self._context)
        if argument == "choose":
            shared.choice.take()
        elif not _offer(self._context):
            state = shared.service.state()
            kind, buttons = (WARNINGBOX, BUTTONS_RETRY_CANCEL) if state.fault else (INFOBOX, BUTTONS_OK)
            said = told(state, shared.settings["version"], shared.ignored)
            if _box(self._context, kind, buttons, said) == _RETRY:
                shared.service.try_again()

    def getImplementationName(self) -> str:
        return STATE

    def supportsService(self, name: str) -> bool:
        return name == STATE

    def getSupportedServiceNames(self) -> Sequence[str]:
        return (STATE,)


class Start(unohelper.Base, XJob, XCallback, XServiceInfo):
    """Asks, once LibreOffice has come up, whether smcheck is to be asked where another grammar checker is."""

    def __init__(self, context: Any, *_: Any) -> None:
        self._context = context

    def execute(self, _arguments: Any) -> None:
        name = "com.sun.star.awt.AsyncCallback"
        later = self._context.ServiceManager.createInstanceWithContext(name, self._context)
        later.addCallback(self, None)

    def notify(self, _data: Any) -> None:
        _offer(self._context)

    def getImplementationName(self) -> str:
        return START

    def supportsService(self, name: str) -> bool:
        return name == START

    def getSupportedServiceNames(self) -> Sequence[str]:
        return (START,)


def _offer(context: Any) -> bool:
    """Offer to take the place of another grammar checker; whether there is one that is asked."""
    choice = _of(context).choice
    question = choice.question()
    if question and _box(context, QUERYBOX, BUTTONS_YES_NO | DEFAULT_BUTTON_YES, question) == _YES:
        choice.take()
    return bool(question)


def _box(context: Any, kind: Any, buttons: int, said: str) -> int:
    """Show a message, and return the button that was pressed; 0 where there is no window to show it in."""
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    toolkit = context.ServiceManager.createInstanceWithContext("com.sun.star.awt.Toolkit", context)
    frames = desktop.getFrames()
    frame = desktop.getCurrentFrame() or (frames.getByIndex(0) if frames.getCount() else None)
    window = frame.getContainerWindow() if frame else None
    return int(toolkit.createMessageBox(window, kind, buttons, NAME, said).execute()) if window else 0


def _error(mark: Mark) -> Any:
    error = SingleProofreadingError()
    error.nErrorStart = mark.start
    error.nErrorLength = mark.end - mark.start
    error.nErrorType = _PROOFREADING
    error.aRuleIdentifier = mark.rule
    error.aShortComment = mark.short
    error.aFullComment = mark.full
    error.aSuggestions = mark.suggestions
    error.aProperties = (
        _property("LineType", uno.Any("short", _LINES.get(mark.gravity, _WAVE))),
        _property("LineColor", uno.Any("long", _COLOURS.get(mark.gravity, _COLOUR))),
    )
    return error


def _property(name: str, value: Any) -> Any:
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name = name
    made.Value = value
    return made


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816, the name that LibreOffice looks for
g_ImplementationHelper.addImplementation(Proofreader, PROOFREADER, (SERVICE,))
g_ImplementationHelper.addImplementation(StateBox, STATE, (STATE,))
g_ImplementationHelper.addImplementation(Start, START, (START,))
