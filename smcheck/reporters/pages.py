"""What the pages of smcheck have in common: how a template is filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smcheck.model.showing import month_in_words, visible
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
    environment.filters["month"] = month_in_words
    return environment


def _in_lines(text: str) -> Markup:
    """A stretch of a draft, which is inert already, with its line ends kept, but none in the page's source.

    No line of the source begins with words of the draft: where it is printed, a CI log may take commands.
    """
    from markupsafe import Markup, escape

    return escape(text).replace("\n", Markup("&#10;"))
