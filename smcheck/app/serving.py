"""What the pages of the desk share: the frame about a page, and answers as JSON."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse, Response

from smcheck.app.asking import AskedWronglyError
from smcheck.app.desk import Desk
from smcheck.app.ways import WAYS, Way
from smcheck.model.errors import SmcheckError
from smcheck.model.showing import json_text
from smcheck.model.version import __version__
from smcheck.record import reviewer_name
from smcheck.reporters.gathering import sentence
from smcheck.reporters.heading import policy_in_words
from smcheck.reporters.pages import page_environment
from smcheck.settings.council import Council
from smcheck.settings.lacking import FOUND_NONE

if TYPE_CHECKING:
    from jinja2 import Environment


def page(desk: Desk, template: str, way: Way, *, title: str, **shown: object) -> Response:
    """A page in the frame that all have; where the settings are wrong it says so.

    `way` is the page's address and its name, `shown` what its template is given besides.
    """
    try:
        council, policy, problem = desk.council(), desk.policy(), ""
    except (SmcheckError, OSError, UnicodeError) as error:
        council, policy, problem = Council(), None, sentence(str(error))
    return HTMLResponse(
        _templates()
        .get_template(f"{template}.html.jinja")
        .render(
            version=__version__,
            council=council,
            policy=policy,
            problem=problem,
            title=title,
            script=f"{template}.js",
            here=way[0],
            ways=WAYS,
            reviewer=reviewer_name(),
            policy_in_words=policy_in_words,
            found_none=FOUND_NONE,
            **shown,
        )
    )


def answered(answer: Callable[[], dict[str, Any]]) -> Response:
    """What a function says as JSON; where it cannot, why, in a sentence, as the field `problem`."""
    try:
        return _json(answer())
    except AskedWronglyError as error:
        return _json({"problem": sentence(str(error))}, 400)
    except (SmcheckError, OSError, UnicodeError) as error:
        return _json({"problem": sentence(str(error))}, 422)


@cache
def _templates() -> Environment:
    return page_environment("smcheck.app")


def _json(data: dict[str, Any], status: int = 200) -> Response:
    return Response(json_text(data), status, media_type="application/json")
