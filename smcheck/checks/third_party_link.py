"""Links to websites that are neither the council's own nor cleared.

A cleared link is one that `smcheck approve link` has recorded. Sites under gov.uk, nhs.uk, police.uk and
parliament.uk count as cleared unless `public_sector_links = false`: only public bodies get such names,
and GOV.UK says in its terms that it welcomes links.

Why:
    The policy asks to check a website's terms before linking to it.
Flagged:
    - Buy tickets at bit.ly/leigh-2024
    - Register at gov-uk-vote.info/register
Not flagged:
    - Register to vote at https://www.gov.uk/register-to-vote
Instead:
    Read the site's terms; if they permit links, record it: smcheck approve link DOMAIN --by NAME.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.contacts import canonical_domain, within_domain
from smcheck.finding import Category, Hit
from smcheck.masking import mask_personal

CATEGORY: Category = "link"
_PHONE_LIKE = re.compile(r"\d{7}")
PUBLIC_SECTOR = ("gov.uk", "nhs.uk", "police.uk", "parliament.uk", "gov.scot", "gov.wales", "llyw.cymru")


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every link to a website of somebody else."""
    for start, end in context.text.links:
        host = canonical_domain(context.text.raw[start:end])
        if context.council.owns_domain(host) or _is_public(context, host):
            continue
        shown = mask_personal(host) if _PHONE_LIKE.search(host) else host
        yield Hit(
            start,
            end,
            f"a link to {shown}, which is not recorded as cleared",
            f"Read the site's terms; if they permit links: smcheck approve link {shown} --by NAME",
            0.95,
            subject=host,
        )


def _is_public(context: Context, host: str) -> bool:
    public = context.council.public_sector_links
    return public and any(within_domain(host, domain) for domain in PUBLIC_SECTOR)
