from dataclasses import replace

from corpus.notice import Notice, Region
from service.catalogue import CatalogueCase, Facets, catalogue_of


class CountingLibrary:
    """Holds one notice, counts how often it is read, and says when it has changed."""

    def __init__(self, notice: Notice) -> None:
        self.journal = self
        self.notice, self.generation, self.times_read = notice, 1, 0

    def stamp(self) -> int:
        return self.generation

    def notices(self) -> list[Notice]:
        self.times_read += 1
        return [self.notice]


def test_facets_name_every_value_once_and_the_newest_year_first(notice: Notice):
    older = replace(notice, year=2019, genre="", issuers=("甲局", "某省教育厅"), region=Region("某省", "某市"))
    assert catalogue_of([notice, older, replace(notice, year=None)]).facets == Facets(
        issuers=("某省教育厅", "甲局"), regions=("某省", "某市"), years=(2024, 2019), genres=("通知",)
    )


def test_the_library_is_read_again_only_when_it_has_changed(notice: Notice):
    library = CountingLibrary(notice)
    case = CatalogueCase(library)
    assert case.catalogue() is case.catalogue()
    assert library.times_read == 1
    library.generation += 1
    assert case.catalogue().records[0]["id"] == notice.id
    assert library.times_read == 2
