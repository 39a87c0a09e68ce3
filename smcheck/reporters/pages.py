"""What the pages of smcheck have in common: how a template is filled, and how a day is written."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from smcheck.model.showing import visible
from smcheck.reporters.gathering import sentence

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

PAGE = rb'\s*<!DOCTYPE html>\s.{0,2000}?<meta name="generator" content="smcheck [^"]*">'
"""How every page begins, as a pattern of bytes."""


def page_environment(room: str = "smcheck.reporters") -> Environment:
    """Templates of a room: everything is escaped, and every text from outside is on one line and inert."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader(room, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: visible(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["in_lines"] = _in_lines
    environment.filters["sentence"] = sentence
    return environment


def day_in_words(day: dt.date) -> str:
    """A day such as 7 May 2026."""
    return f"{day.day} {day:%B %Y}"


def month_in_words(written: str) -> str:
    """A month such as 2021-05 in words."""
    return f"{dt.date.fromisoformat(written + '-01'):%B %Y}"


def _in_lines(text: str) -> Markup:
    """A stretch of a draft, which is inert already, with its line ends kept, but none in the page's source.

    No line of the source begins with words of the draft: where it is printed, a CI log may take commands.
    """
    from markupsafe import Markup, escape

    return escape(text).replace("\n", Markup("&#10;"))
