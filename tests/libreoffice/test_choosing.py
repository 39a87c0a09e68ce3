"""Being asked in the place of another grammar checker, of which LibreOffice asks one alone."""

from __future__ import annotations

from smcheck.libreoffice.extension.choosing import SERVICE, Choice

OTHER = "org.example.comp.lightproof_en"
OURS = "smcheck.writer.Proofreader"


class Manager:
    """The list that LibreOffice keeps."""

    def __init__(self, **chosen: tuple[str, ...]) -> None:
        self.chosen = chosen

    def getConfiguredServices(self, service: str, locale: str) -> tuple[str, ...]:  # noqa: N802
        assert service == SERVICE
        return self.chosen.get(locale, ())

    def setConfiguredServices(self, service: str, locale: str, names: tuple[str, ...]) -> None:  # noqa: N802
        assert service == SERVICE
        self.chosen[locale] = names


def test_it_is_asked_where_another_comes_first() -> None:
    manager = Manager(en=(OTHER, OURS), us=(OURS, OTHER), de=(OTHER,))
    choice = Choice(manager, ("en", "us"), OURS)
    assert choice.others() == [OTHER]
    assert "asks another grammar checker (lightproof_en)" in choice.question()
    choice.take()
    assert manager.chosen == {"en": (OURS,), "us": (OURS,), "de": (OTHER,)}
    assert (choice.others(), choice.question()) == ([], "")


def test_nothing_is_asked_where_nothing_is_chosen_yet() -> None:
    assert Choice(Manager(), ("en", "us"), OURS).question() == ""
