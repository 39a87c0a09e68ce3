"""What beside a name says that its bearer is a child: an age, a class, a word such as "pupil".

Parts of patterns, for `worded`; those who ask put them behind or before a name of theirs.
"""

from __future__ import annotations

_AGE = r"(?:\d|1[0-7]|<children.ages>(?!\s+of\b))\b"  # "Jo, one of the volunteers" is no child
_GOES_ON = r"(?=[.,;!)]|\s+<children.behind-age>\b|\s*$)(?!\.\d)"
_BY_COMMA = rf"(?:, |,? aged? ){_AGE}(?:yrs?| years old)?{_GOES_ON}"  # ", 8," and " aged 8"
_IN_BRACKETS = rf" \((?:aged? )?{_AGE}(?:,[^)]{{1,40}})?\)"
_IN_WORDS = rf",? (?:who’s|who's|who is|is)(?: just| only| now)? {_AGE}{_GOES_ON}"
_OF_AGE = r"(?:\d|1[0-7]|(?i:<children.ages>))[- ]?(?:years?[- ]?old|yr[- ]?old|yo)"

NUMBERED_YEAR = r"(?:[Yy](?:ea)?r ?(?:R|1[0-3]|[1-9])\b|Y[1-9]\b)"
"""A year of school that needs no word before it: "Year 4", "Y4"."""

YEAR = rf"(?:{NUMBERED_YEAR}|P[1-7]\b|Primary [1-7]\b|Reception\b)"
"""A year of school behind a word such as "in": "Year 4", "P3"."""

AGED = rf"(?:{_BY_COMMA}|{_IN_BRACKETS}|{_IN_WORDS})"
"""An age of up to seventeen behind a name: ", 8,", " aged eight", " (8)", ", who is 8"."""

OF_AGE = rf"\b(?:{_OF_AGE}|(?i:<children.pupils>))"
"""An age or a child's part before a name: "ten-year-old", "pupil"."""
