"""The people whom drafts name: the council's roster, and everybody else."""

from smcheck.people.roster import GROUPS, Person, Roster, load_roster

__all__ = ["GROUPS", "Person", "Roster", "load_roster"]
