"""Links that are not encrypted, or that follow the reader.

Advice on any link, the council's own among them: one that begins with http:// can be read and changed on
its way, and parameters such as utm_source or fbclid tell others who followed it.

Why:
    A council's links should be safe to follow, and residents' reading is their own affair.
Flagged:
    - Read more at http://www.example.gov.uk/news
    - Read more at https://www.example.gov.uk/news?fbclid=abc123
Not flagged:
    - Read more at https://www.example.gov.uk/news?page=2
Instead:
    Begin it with https://, and cut off what the page does not need.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.model.edit import Edit
from smcheck.model.finding import Category, Hit
from smcheck.text.websites import tracking

CATEGORY: Category = "link"
_ADVICE = "advice only"


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every link over http, and for every one with tracking parameters."""
    for start, end in context.text.links:
        link = context.text.raw[start:end]
        said, advice = [], []
        if link.lower().startswith("http://"):
            said.append("a link that is not secure (it begins with http://)")
            advice.append("Begin it with https:// if the website allows it.")
        if names := tracking(link):
            said.append("a link that tracks whoever opens it ({names})")
            advice.append("Cut that part off the address.")
        if said:
            yield Hit(
                start,
                end,
                " and ".join(said),
                " ".join(advice),
                0.95,
                reasons=(_ADVICE,),
                edits=tuple(_edits(link, start)),
                words={"names": ", ".join(names)},
            )


def _edits(link: str, start: int) -> Iterator[Edit]:
    """Https in place of http, if the website can; the link without what follows the reader."""
    if link.lower().startswith("http://"):
        yield Edit(start, start + len("http"), "https", "link")
    begin = link.find("?")
    end = link.find("#", begin) if "#" in link[begin:] else len(link)
    kept = [part for part in link[begin + 1 : end].split("&") if not tracking(f"?{part}")]
    if tracking(link):
        query = f"?{'&'.join(kept)}" if kept else ""
        yield Edit(start + begin, start + end, query, "link", safe=True)
