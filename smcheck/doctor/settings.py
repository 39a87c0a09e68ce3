"""Questions about the settings: what they lack, what they silence, and which others are near."""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.doctor.advice import Advice, Gravity, quoted
from smcheck.doctor.case import Case
from smcheck.model.showing import day_in_words
from smcheck.review.unguarded import unguarded
from smcheck.settings.council import CONFIG_NAME
from smcheck.settings.overdue import overdue
from smcheck.settings.policy_file import load_policy
from smcheck.settings.silencing import silenced
from smcheck.settings.starting import usual_approver

_DESK = "smcheck app, page Council"
_OWN = {
    "name": ("the council's name is not given", 'name = "Example Town Council"'),
    "domains": (
        "no domain of the council is listed: its own website counts as somebody else's, and its mailboxes as "
        "personal",
        'domains = ["example.gov.uk"]',
    ),
    "phones": (
        "no phone number of the council is listed: its own counts as somebody's personal one",
        'phones = ["01632 960111"]',
    ),
}


def contacts(case: Case) -> Iterator[Advice]:
    """Whether the council's own name, domains and phone numbers are listed."""
    for key, (what, line) in _OWN.items():
        if not getattr(case.council, key):
            mend = f"{_DESK}; or write {line} below [council] in {CONFIG_NAME}"
            yield Advice(Gravity.MISSING, what, case.path, mend)


def approvers(case: Case) -> Iterator[Advice]:
    """Whether there is anybody who may waive an error."""
    if not case.council.approvers:
        yield Advice(
            Gravity.MISSING,
            "nobody is listed who may let an error pass, so no error can be waived",
            case.path,
            f'{_DESK}; or write approvers = ["{usual_approver(case.council.name)}"] above [council] in '
            f"{CONFIG_NAME}",
        )


def polls(case: Case) -> Iterator[Advice]:
    """Whether a poll is listed that is still to come, and none that is over."""
    days = sorted(election.poll for election in case.council.elections)
    over = [day for day in days if day < case.today]
    ahead = over != days
    add = f"{_DESK}, once the next one is known; or write [[election]] and poll = 2027-05-06"
    if not days:
        what = "no poll is listed: nothing changes before an election"
        yield Advice(Gravity.REMARK, what, case.path, add)
    elif over:
        gone = ", ".join(map(day_in_words, over))
        have = "a poll that is over is" if len(over) == 1 else "polls that are over are"
        what = f"{have} still listed ({gone})" + ("" if ahead else ", and none that is to come")
        mend = f"{_DESK}, takes it out" if ahead else add
        yield Advice(Gravity.REMARK if ahead else Gravity.OVERDUE, what, case.path, mend)


def policy_review(case: Case) -> Iterator[Advice]:
    """Whether the policy was reviewed when it was to be."""
    policy = load_policy(case.council.policy, case.folder)
    if late := overdue(policy, case.council.policy, case.today):
        what, mend = late
        yield Advice(Gravity.OVERDUE, what, case.path, mend)


def silencing(case: Case) -> Iterator[Advice]:
    """What is left out or made milder."""
    if said := silenced(case.council):
        mend = f"take out of {CONFIG_NAME} what nobody decided on; smcheck config shows every setting"
        yield Advice(Gravity.REMARK, said, case.path, mend)


def policy_gaps(case: Case) -> Iterator[Advice]:
    """Whether the policy leaves the gravest subjects to nobody, or to advice."""
    for said in unguarded(load_policy(case.council.policy, case.folder)):
        mend = "smcheck policy check shows which clause governs what; give each of these a clause"
        yield Advice(Gravity.UNSAFE, said, case.path, mend)


def cache(case: Case) -> Iterator[Advice]:
    """Whether every draft is judged anew each time."""
    if not case.council.cache:
        what = "drafts that have not changed are judged anew each time, since cache is off"
        mend = f"take cache = false out of {CONFIG_NAME}, unless nothing may be kept on this computer"
        yield Advice(Gravity.REMARK, what, case.path, mend)


def others(case: Case) -> Iterator[Advice]:
    """Further settings above or beneath."""
    above = None if case.given else case.configurations.above(case.path)
    locked = case.configurations.locked_above(case.path) if above else None
    if locked:
        what = "the settings of a folder above are locked: what they keep for themselves cannot be set here"
        yield Advice(Gravity.REMARK, what, locked, "smcheck config shows what holds; change it up there")
    if above and above != locked:
        what = "a folder above has settings of its own; in this one they only leave files out"
        mend = f"smcheck config shows what holds; delete one {CONFIG_NAME} if one council is meant"
        yield Advice(Gravity.REMARK, what, above, mend)
    for path in sorted(case.folder.rglob(CONFIG_NAME)):
        if path.resolve() != case.path.resolve():
            what = "a folder beneath has settings of its own, which hold there in place of these"
            there = quoted(path.parent.relative_to(case.folder))
            mend = f"smcheck config {there} shows what holds; delete it if that is not meant"
            yield Advice(Gravity.REMARK, what, path, mend)


QUESTIONS = (contacts, approvers, polls, policy_review, policy_gaps, silencing, cache, others)
