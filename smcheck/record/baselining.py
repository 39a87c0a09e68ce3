"""Setting known findings down in a baseline, and taking out what is gone: what commands call.

It is noted in the record: who decided it, how many findings of which check, and how many are gone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from smcheck.model.errors import ConfigError
from smcheck.record.recorder import check_record, note_baseline
from smcheck.review.baseline import Baseline, Look, Places, Update
from smcheck.run import Event, NotReviewed, Reviewed
from smcheck.settings.baseline_file import KnownFindings, change_baseline
from smcheck.settings.council import Council
from smcheck.settings.decision_file import ensure_key
from smcheck.settings.policy import Policy


class Setting:
    """A baseline that is about to be written: it is given what a run met, and then written.

    Raises `ConfigError` where the council's key or record cannot be used. It is to be made before the run,
    whose fingerprints need the key, which is made first if there is none.
    """

    def __init__(self, council: Council, path: Path) -> None:
        """`path` is the file of the baseline."""
        check_record(council)
        self._council, self._path = council, path
        self._key = ensure_key(council.folder / council.decisions)
        self._places = Places(council.folder, self._key)
        self._looks: list[Look] = []
        self._policy: Policy | None = None

    def add(self, event: Event) -> None:
        """Take note of what a run met; raises `ConfigError` where other settings hold for a draft."""
        match event:
            case Reviewed(review=review, reviewer=reviewer):
                if reviewer.council.path != self._council.path:
                    raise ConfigError(
                        f"{review.draft.path}: other settings hold here ({reviewer.council.path}); set its "
                        "findings down in a baseline of their own"
                    )
                self._policy = reviewer.policy
                self._looks.append(self._places.look(review))
            case NotReviewed(path=path):
                self._looks.append(Look(self._places.file(path)))

    def write(self, folders: Iterable[Path], at_computer: str, by: str = "", note: str = "") -> Update:
        """Write the baseline, note it in the record, and say what has changed; raises `ConfigError`.

        What is new is set down where somebody, `by`, decided that it may stand: errors by approvers only.
        What is gone is taken out. `folders` are those that were gone through whole, and `at_computer` is the
        name of the person at the computer.
        """
        if self._policy is None:
            raise ConfigError("no draft was reviewed, so nothing was set down")
        updates: list[Update] = []

        def change(before: KnownFindings) -> KnownFindings:
            baseline = Baseline(before, self._places, folders)
            for look in self._looks:
                baseline.meet(look)
            updates.append(
                baseline.updated((lambda severity: self._council.may_let_pass(by, severity)) if by else None)
            )
            return updates[-1].known

        change_baseline(self._path, self._key, self._policy, change)
        update = updates[-1]
        if update.added or update.gone:
            try:
                note_baseline(
                    self._council, self._policy, self._path, by_check(update.added), by_check(update.gone),
                    at_computer, by, note,
                )  # fmt: skip
            except ConfigError as error:
                raise ConfigError(
                    f"{error}; {self._path} is written, and the record does not say so"
                ) from error
        return update


def by_check(findings: KnownFindings) -> dict[str, dict[str, int]]:
    """How many findings there are, by check and severity."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for known, count in findings.items():
        counts[known.check][known.severity.value] += count
    return {check: dict(counts[check]) for check in sorted(counts)}
