"""Links to websites that are neither the council's own nor cleared.

The finding names the website as it is registered (by the Public Suffix List), and says what about a link
deceives: a short link that hides where it leads, a name that looks like the council's or a public body's, one
in letters of other alphabets, a bare IP address, a name before an @, words that show another website. A
cleared link is one that `smcheck approve link` has recorded. Sites under gov.uk, nhs.uk, police.uk and
parliament.uk count as cleared unless `public_sector_links = false`: only public bodies get such names, and
GOV.UK says in its terms that it welcomes links. A website that a council's own word list refuses (category
`link`, role `refused`) is an error.

Why:
    The policy asks to check a website's terms before linking to it.
Flagged:
    - Buy tickets at bit.ly/leigh-2024
    - Register at gov-uk-vote.info/register
Not flagged:
    - Register to vote at https://www.gov.uk/register-to-vote
Instead:
    Read the site's terms. If they permit links, have it recorded that the link is cleared.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.model.finding import Category, Hit
from smcheck.model.masking import mask_personal
from smcheck.settings.contacts import canonical_domain, within_domain
from smcheck.settings.patterns import lazy
from smcheck.settings.words import phrases_of
from smcheck.text.websites import imitated, in_letters, is_address, registered, shown_elsewhere, user_part

CATEGORY: Category = "link"
_PHONE_LIKE = lazy(r"\d{7}")


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every link to a website of somebody else, and for words that show another one."""
    elsewhere = dict(shown_elsewhere(context.text.raw)) if context.text.links else {}
    for start, end in context.text.links:
        link = context.text.raw[start:end]
        host = canonical_domain(link)
        shown = elsewhere.get(start, "")
        if not shown and (context.council.owns_domain(host) or _is_public(context, host)):
            continue
        listed = context.text.website(host)
        refused = listed is not None and listed.role == "refused"
        tricks = list(_tricks(context, link, host))
        if listed and listed.role == "shortener":
            tricks.append("it is a short link, which hides where it leads")
        if listed and refused:
            tricks.append("{we}'s list refuses this website ({why})")
        if shown:
            tricks.append("its words show {shown}, and it leads elsewhere")
        yield Hit(
            start,
            end,
            "; ".join(("a link to {host}, which nobody has cleared yet", *tricks)),
            _suggestion(listed.role if listed else ""),
            0.95,
            raised=refused,
            subject=host,
            approvable=listed is None,
            words={
                "host": _named(host),
                "shown": _masked(shown),
                "letters": in_letters(host),
                "imitated": _imitated(context, host),
                "why": (listed.note if listed else "") or "no reason is given",
            },
        )


def _tricks(context: Context, link: str, host: str) -> Iterator[str]:
    """What about the link deceives, in words."""
    if user_part(link):
        yield "it does not lead to what stands before the @"
    if is_address(host):
        yield "it is a number, and does not say whose website it is"
        return
    if "xn--" in host:
        yield "its name is in letters of another alphabet ({letters})"
    if _imitated(context, host):
        yield "it looks like {imitated} and is not"


def _imitated(context: Context, host: str) -> str:
    known = (*map(canonical_domain, context.council.domains), *phrases_of("web.public-sector"))
    return imitated(host, known)


def _named(host: str) -> str:
    """The website as it is registered, with the whole name where that is longer."""
    real = registered(host)
    return _masked(host) if real == host else f"{_masked(real)} (as {_masked(host)})"


def _masked(host: str) -> str:
    return mask_personal(host) if _PHONE_LIKE.search(host) else host


def _suggestion(role: str) -> str:
    if role == "shortener":
        return "Give the full address of the website that it leads to."
    if role == "refused":
        return "Leave the link out, or ask {ask}."
    return "Read the site's terms of use. If they let others link to it, ask {ask} to clear the link."


def _is_public(context: Context, host: str) -> bool:
    public = context.council.public_sector_links
    return public and any(within_domain(host, domain) for domain in phrases_of("web.public-sector"))
