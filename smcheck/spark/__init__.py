"""Archives on Apache Spark: many posts reviewed by many processes, on this computer or on a cluster.

`review` takes a PySpark DataFrame of posts and gives one of what was found in them; `smcheck audit` is made
of it. Nothing here is imported unless it is asked for, and it needs what `pip install "smcheck[spark]"`
brings, and Java.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smcheck.model.lazy_names import lazily

if TYPE_CHECKING:
    from smcheck.spark.reviewing import review

__getattr__ = lazily(__name__, {"reviewing": ("review",)})

__all__ = ["review"]
