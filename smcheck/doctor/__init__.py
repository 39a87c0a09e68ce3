"""What is missing, unsafe or overdue in a council's folder, each with what mends it.

`examine` asks one question after the other, each a small function of its own; what one cannot look at is
told, and does not keep the others from looking. Nothing is changed.
"""

from __future__ import annotations

from smcheck.doctor.advice import Advice, Gravity
from smcheck.doctor.case import PATIENCE, Case
from smcheck.doctor.examining import examine, no_settings

__all__ = ["PATIENCE", "Advice", "Case", "Gravity", "examine", "no_settings"]
