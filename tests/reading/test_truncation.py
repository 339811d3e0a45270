from __future__ import annotations

import pytest

from ifolge.reading import cut_tail

STORY = "Minst elleve mennesker ble drept i et angrep mot byen onsdag kveld.\n\n"


@pytest.mark.parametrize(
    ("last", "tail"),
    [
        ("Antallet drepte er nå ifølge myndighetene steget til over 37", "37"),
        ("Tolv ble såret. Over 3", "3"),
        ("Tolv ble såret. Fem er savn", "savn"),
        ("Hæren sier at den har drept minst førti militante og", "og"),
        ("Det melder byråets korrespondent i hovedstaden, som også skri", "skri"),
        ("Angrebet dræbte mindst tolv civile, heriblandt fem børn,", "børn,"),
        ("Ifølge kilder er over 37…", "37…"),
        ("Han var av", "av"),
        ("Minst 1.", None),
        ("(NTB)", None),
        ("(©NTB)", None),
        ("/ritzau/AFP", None),
        ("/ritzau/", None),
        ("(TT-AFP)", None),
        ("NTB-AFP", None),
        ("TT", None),
        ("Publisert 13. mars 2019 kl. 10:12", None),
        ("Foto: Kari Nordmann", None),
        ("Les også: Tolv sivile drept i et nytt angrep mot byen i nord", None),
        ("Vis mer", None),
        ("Nyhetstips 03030", None),
        ("tips@avis.example", None),
        ("«Vi gir oss aldri»", None),
        ("– Vi gir oss ikke, sier han …", None),
        ("Mer om krigen", None),
        ("Dette vet vi:", None),
        ("", None),
    ],
)
def test_where_a_text_breaks_off(last, tail):
    span = cut_tail(STORY + last + "\n")
    assert (span and (STORY + last)[span[0] : span[1]]) == tail


def test_a_list_of_headlines_is_no_cut_text():
    assert (
        cut_tail(
            "Tolv drept i angrep\nHæren rykker fram mot byen i nord mens sivile flykter\nNy våpenhvile på vei i havnebyen etter lange samtaler i natt"
        )
        is None
    )
    assert cut_tail("Tolv drept av bilbombe i hovedstaden etter en lang kveld med kamper") is None


def test_the_header_is_no_text():
    assert cut_tail(" date 2019-03 ", start=14) is None
