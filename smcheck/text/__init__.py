"""The text room: everything that is computed once per draft and shared by the checks."""

from smcheck.text.fold import Folded
from smcheck.text.lexicon import Lexicon, TermMatch
from smcheck.text.lexicon import load as load_lexicon
from smcheck.text.numbers import Number
from smcheck.text.tokens import Span, Token
from smcheck.text.view import Coverage, TextView
from smcheck.text.wordlists import Term

__all__ = [
    "Coverage",
    "Folded",
    "Lexicon",
    "Number",
    "Span",
    "Term",
    "TermMatch",
    "TextView",
    "Token",
    "load_lexicon",
]
