"""Which words name violence, and of which type: people who fall, sides that lose people, what is hit, and attacks named again.

All sentences are our own; incidents are invented.
"""

from __future__ import annotations

import pytest

from ifolge.records import Claim

from .conftest import Extract

Told = set[tuple[str, str]]


def told(claims: tuple[Claim, ...]) -> Told:
    """Type and trigger of all claims that are no mere statement."""
    return {(c.type, c.trigger.text) for c in claims if c.type != "statement"}


ATTACK = {
    "nb": "Opprørerne angrep en regjeringsleir utenfor Gao i Mali onsdag.",
    "nn": "Opprørarane gjekk til åtak på ein regjeringsleir utanfor Gao i Mali onsdag.",
    "da": "Oprørerne angreb en regeringslejr uden for Gao i Mali onsdag.",
    "sv": "Rebellerna anföll ett regeringsläger utanför Gao i Mali på onsdagen.",
    "en": "Rebels attacked a government camp outside Gao in Mali on Wednesday.",
}
LOSSES = [
    ("nb", "Minst 40 soldater falt, opplyser hæren.", "falt"),
    ("nn", "Minst 40 soldatar fall, opplyser hæren.", "fall"),
    ("da", "Mindst 40 soldater faldt, oplyser hæren.", "faldt"),
    ("sv", "Minst 40 soldater föll, uppger armén.", "föll"),
    ("en", "At least 40 soldiers fell, the army said.", "fell"),
    ("nb", "Hæren mistet fire mann, opplyser en talsmann.", "mistet"),
    ("nn", "Hæren mista fire mann, opplyser ein talsmann.", "mista"),
    ("da", "Hæren mistede fire mand, oplyser en talsmand.", "mistede"),
    ("sv", "Armén förlorade fyra soldater, uppger en talesman.", "förlorade"),
    ("en", "The army lost four men, a spokesman said.", "lost"),
]


@pytest.mark.parametrize(("lang", "text", "trigger"), LOSSES)
def test_soldiers_who_fall_and_men_who_are_lost_are_killed(claims_of: Extract, lang: str, text: str, trigger: str) -> None:
    assert ("killing", trigger) in told(claims_of(f"{ATTACK[lang]}\n\n{text}", lang))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nb", "Hæren mistet kontrollen over byen Gao, opplyser en talsmann."),
        ("nb", "En lærer mistet sin sønn, sier en nabo."),
        ("da", "Prisen på brød faldt, siger en nabo."),
        ("sv", "Priset på bröd föll, säger en granne."),
    ],
)
def test_other_falls_and_losses_kill_nobody(claims_of: Extract, lang: str, text: str) -> None:
    assert not {kind for kind, _ in told(claims_of(f"{ATTACK[lang]}\n\n{text}", lang))} & {"killing"}


SHOT = [
    ("nb", "To fanger ble skutt på kloss hold, sier en lege."),
    ("nn", "To fangar vart skotne på kloss hald, seier ein lege."),
    ("da", "To fanger blev skudt på klods hold, siger en læge."),
    ("sv", "Två fångar sköts på nära håll, säger en läkare."),
    ("en", "Two prisoners were shot at close range, a doctor said."),
]


@pytest.mark.parametrize(("lang", "text"), SHOT)
def test_who_is_shot_at_close_range_is_killed(claims_of: Extract, lang: str, text: str) -> None:
    assert "killing" in {kind for kind, _ in told(claims_of(f"{ATTACK[lang]}\n\n{text}", lang))}


CLOSED = [
    ("nb", "Soldatene har sperret hovedveien til Gao, sier en innbygger.", "sperret hovedveien"),
    ("nn", "Soldatane har sperra hovudvegen til Gao, seier ein innbyggjar.", "sperra hovudvegen"),
    ("da", "Soldaterne har spærret alle veje til Gao, siger en indbygger.", "spærret"),
    ("sv", "Soldaterna har spärrat alla vägar till Gao, säger en invånare.", "spärrat"),
    ("en", "Soldiers have closed all roads to Gao, a resident said.", "closed"),
]


@pytest.mark.parametrize(("lang", "text", "trigger"), CLOSED)
def test_roads_that_soldiers_close_are_a_siege(claims_of: Extract, lang: str, text: str, trigger: str) -> None:
    assert ("siege", trigger) in told(claims_of(f"{ATTACK[lang]}\n\n{text}", lang))


AGAIN = [
    ("nb", "Regjeringshæren bombet en landsby utenfor Gao i Mali onsdag. Hæren avviser at sivile ble truffet.", "airstrike"),
    ("nn", "Regjeringshæren bomba ein landsby utanfor Gao i Mali onsdag. Hæren nektar for at sivile vart råka.", "airstrike"),
    ("da", "Regeringshæren bombede en landsby uden for Gao i Mali onsdag. Hæren afviser, at civile blev ramt.", "airstrike"),
    ("sv", "Regeringsarmén bombade en by utanför Gao i Mali på onsdagen. Armén förnekar att civila träffades.", "airstrike"),
    ("nb", "Regjeringshæren beskjøt en landsby utenfor Gao i Mali onsdag.\n\nHæren nekter for å ha skutt mot sivile.", "shelling"),
    ("da", "Regeringshæren beskød en landsby uden for Gao i Mali onsdag.\n\nHæren nægter at have skudt mod civile.", "shelling"),
    ("nb", "Regjeringshæren gjennomførte et luftangrep utenfor Gao i Mali onsdag.\n\nBombene traff et marked, sier en innbygger.", "airstrike"),
]


@pytest.mark.parametrize(("lang", "text", "kind"), AGAIN)
def test_an_attack_told_again_keeps_its_type(claims_of: Extract, lang: str, text: str, kind: str) -> None:
    found = [c.type for c in claims_of(text, lang) if c.type != "statement"]
    assert found == [kind, kind]


def test_an_attack_with_a_time_of_its_own_is_another(claims_of: Extract) -> None:
    text = "Regjeringshæren bombet en landsby utenfor Gao i Mali onsdag. Fredag stormet opprørere en regjeringsleir."
    assert {kind for kind, _ in told(claims_of(text, "nb"))} == {"airstrike", "armed_attack"}


APART = [
    ("nb", "To soldater døde torsdag etter at en rakett slo ned i en leir utenfor Gao i Mali mandag.", {"killing", "shelling"}),
    ("nb", "To soldater døde da en rakett slo ned i en leir utenfor Gao i Mali mandag.", {"shelling"}),
    ("sv", "Två soldater dog när en raket slog ner i ett läger utanför Gao i Mali på måndagen.", {"shelling"}),
]


@pytest.mark.parametrize(("lang", "text", "kinds"), APART)
def test_a_toll_joins_its_cause_unless_it_is_of_another_time(claims_of: Extract, lang: str, text: str, kinds: set[str]) -> None:
    assert {kind for kind, _ in told(claims_of(text, lang))} == kinds


def test_gang_attacks_are_no_clashes(claims_of: Extract) -> None:
    text = "Minst ti mennesker ble drept i et gjengangrep i Port-au-Prince i Haiti onsdag. Væpnede menn skjøt mot politiet, opplyser hæren."
    assert ("armed_attack", "gjengangrep") in told(claims_of(text, "nb"))


THROWN = [
    ("nb", "En granat gikk gjennom taket på et hus i Gao i Mali onsdag.", "shelling"),
    ("nn", "Ein granat gjekk gjennom taket på eit hus i Gao i Mali onsdag.", "shelling"),
    ("da", "En granat gik gennem taget på et hus i Gao i Mali onsdag.", "shelling"),
    ("sv", "En granat gick genom taket på ett hus i Gao i Mali på onsdagen.", "shelling"),
    ("en", "A shell went through the roof of a house in Gao in Mali on Wednesday, killing two soldiers.", "shelling"),
]


@pytest.mark.parametrize(("lang", "text", "kind"), THROWN)
def test_a_weapon_that_goes_through_a_roof_is_its_use(claims_of: Extract, lang: str, text: str, kind: str) -> None:
    assert kind in {k for k, _ in told(claims_of(text, lang))}


TARGETS = [
    ("nb", "Regjeringshæren bombet en landsby utenfor Gao i Mali onsdag.\n\nHæren avviser at sivile var målet.", "airstrike"),
    ("nn", "Regjeringshæren bomba ein landsby utanfor Gao i Mali onsdag.\n\nHæren avviser at sivile var målet.", "airstrike"),
    ("da", "Regeringshæren beskød en landsby uden for Gao i Mali onsdag.\n\nHæren afviser, at civile var målet.", "shelling"),
    ("sv", "Regeringsarmén bombade en by utanför Gao i Mali på onsdagen.\n\nArmén förnekar att civila var målet.", "airstrike"),
    ("en", "The army shelled a village outside Gao in Mali on Wednesday.\n\nThe target was a base, the army said.", "shelling"),
]


@pytest.mark.parametrize(("lang", "text", "kind"), TARGETS)
def test_what_was_or_was_not_the_target_tells_of_the_attack(claims_of: Extract, lang: str, text: str, kind: str) -> None:
    assert [c.type for c in claims_of(text, lang) if c.type != "statement"] == [kind, kind]


def test_an_aim_that_is_no_target_is_no_attack(claims_of: Extract) -> None:
    text = "Regjeringshæren bombet en landsby utenfor Gao i Mali onsdag.\n\nMålet er fred, sier hæren."
    assert [c.type for c in claims_of(text, "nb") if c.type != "statement"] == ["airstrike"]


TOLLS = [
    ("nb", "Minst 40 ble drept utenfor Gao i Mali onsdag, ifølge hæren. Tallet steg torsdag til 54."),
    ("nn", "Minst 40 vart drepne utanfor Gao i Mali onsdag, ifølgje hæren. Talet steig torsdag til 54."),
    ("da", "Mindst 40 blev dræbt uden for Gao i Mali onsdag, ifølge hæren. Tallet steg torsdag til 54."),
    ("sv", "Minst 40 dödades utanför Gao i Mali på onsdagen, enligt armén. Siffran steg på torsdagen till 54."),
]


@pytest.mark.parametrize(("lang", "text"), TOLLS)
def test_the_figure_behind_a_toll_is_a_toll(claims_of: Extract, lang: str, text: str) -> None:
    found = [c for c in claims_of(text, lang) if c.type == "killing"]
    assert [n.best for c in found for n in c.counts][-1:] == [54]


AIRCRAFT = [
    ("nb", "En drone avfyrte et missil mot en leir utenfor Gao i Mali onsdag."),
    ("nn", "Ein drone avfyrte eit missil mot ein leir utanfor Gao i Mali onsdag."),
    ("da", "En drone affyrede et missil mod en lejr uden for Gao i Mali onsdag."),
    ("sv", "En drönare avfyrade en robot mot ett läger utanför Gao i Mali på onsdagen."),
    ("en", "A drone fired a missile at a camp outside Gao in Mali on Wednesday."),
]


@pytest.mark.parametrize(("lang", "text"), AIRCRAFT)
def test_a_missile_from_the_air_is_an_airstrike(claims_of: Extract, lang: str, text: str) -> None:
    assert {kind for kind, _ in told(claims_of(text, lang))} == {"airstrike"}


SHIELDS = [
    ("nb", "Hæren anklager opprørerne for å bruke innbyggerne i Gao i Mali som menneskelige skjold."),
    ("nn", "Hæren skuldar opprørarane for å bruke innbyggjarane i Gao i Mali som menneskelege skjold."),
    ("da", "Hæren beskylder oprørerne for at bruge indbyggerne i Gao i Mali som menneskelige skjolde."),
    ("sv", "Armén anklagar rebellerna för att använda invånarna i Gao i Mali som mänskliga sköldar."),
    ("en", "The army accuses the rebels of using residents of Gao in Mali as human shields."),
]


@pytest.mark.parametrize(("lang", "text"), SHIELDS)
def test_what_somebody_is_accused_of_is_told(claims_of: Extract, lang: str, text: str) -> None:
    assert "abuse" in {kind for kind, _ in told(claims_of(f"{ATTACK[lang]}\n\n{text}", lang))}


LIVES = [
    ("nb", "Rakettangrepet mot markedet i Gao i Mali torsdag krevde elleve liv, melder hæren."),
    ("nn", "Rakettåtaket mot marknaden i Gao i Mali torsdag kravde elleve liv, melder hæren."),
    ("sv", "Raketattacken mot marknaden i Gao i Mali krävde elva liv, meddelar armén."),
]


@pytest.mark.parametrize(("lang", "text"), LIVES)
def test_an_attack_that_claims_lives_claims_nothing_else(claims_of: Extract, lang: str, text: str) -> None:
    found = [c for c in claims_of(text, lang) if c.type == "shelling"]
    assert [n.best for c in found for n in c.counts] == [11]
    assert {c.modality for c in found} == {"asserted"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nb", "Opprørerne slo over 60 soldater i hjel og tok fem til fange ved Homs."),
        ("da", "Oprørerne har slået over 60 soldater ihjel og taget fem til fange ved Homs."),
        ("sv", "Rebellerna har slagit ihjäl över 60 soldater och tagit fem till fånga vid Homs."),
    ],
)
def test_a_fixed_word_in_the_clause_of_its_verb_outweighs_one_of_another(claims_of: Extract, lang: str, text: str) -> None:
    assert [c.type for c in claims_of(text, lang)] == ["killing", "detention"]


@pytest.mark.parametrize(
    ("lang", "text", "kind"),
    [
        ("da", "Oprørerne fyrede raketter af mod Homs onsdag.", "shelling"),
        ("da", "Soldaterne fyrede løs mod demonstranterne i Homs onsdag.", "armed_attack"),
        ("da", "Angrebet i Homs kostede fire civile livet. Syv er fortsat indlagt med forbrændinger.", "injury"),
        ("da", "Politiet ransagede hovedkvarteret og anholdt fem oprørere i Homs onsdag.", "investigation"),
        ("da", "Hæren satte en journalist i fængsel onsdag.", "detention"),
        ("da", "Hæren lokkede oprørerne i baghold ved Homs.", "armed_attack"),
        ("da", "Regeringen har indført rejseforbud mod oprørslederne.", "sanction"),
        ("da", "Oprørerne gav gidslerne fri onsdag.", "release"),
    ],
)
def test_danish_verbs_of_the_other_packs(claims_of: Extract, lang: str, text: str, kind: str) -> None:
    assert kind in {c.type for c in claims_of(text, lang)}


ANCHORS = [
    ("nb", "Tre dager etter angrepet overfalt opprørere en militærkonvoi ved Taiz."),
    ("nn", "Tre dagar etter åtaket overfall opprørarar ein militærkonvoi ved Taiz."),
    ("da", "Tre dage efter angrebet overfaldt oprørere en militærkonvoj ved Taiz."),
    ("sv", "Tre dagar efter attacken överföll rebeller en militärkonvoj vid Taiz."),
    ("en", "Three days after the strike, rebels ambushed a military convoy near Taiz."),
]


@pytest.mark.parametrize(("lang", "text"), ANCHORS)
def test_an_event_that_only_dates_another_is_no_claim(claims_of: Extract, lang: str, text: str) -> None:
    (claim,) = claims_of(text, lang)
    assert claim.trigger.text.split()[0] not in {"angrepet", "åtaket", "angrebet", "attacken", "strike"}
    assert claim.targets


NO_CONQUEST = [
    ("en", "Rebels shelled a base on Sunday. The bombing took place on Monday outside the town of Taiz."),
    ("nb", "To soldater som ryddet en vei, ble drept i Taiz mandag."),
    ("nn", "To soldatar som rydda ein veg, vart drepne i Taiz måndag."),
]


@pytest.mark.parametrize(("lang", "text"), NO_CONQUEST)
def test_no_ground_changes_hands(claims_of: Extract, lang: str, text: str) -> None:
    found = claims_of(text, lang)
    assert found
    assert all(c.type != "territorial_change" for c in found)


def test_a_bomb_that_hits_is_not_its_own_victim(claims_of: Extract) -> None:
    (claim,) = claims_of("A roadside bomb hit their vehicle near Taiz.", "en")
    assert [t.mention.text for t in claim.targets] == ["their vehicle"]


def test_a_camp_for_training_is_no_attack(claims_of: Extract) -> None:
    found = claims_of("The Defence Ministry acknowledged the strike but said its target was a Maoist training camp.", "en")
    assert all("training" not in c.trigger.text for c in found)


BODIES = [
    ("nb", "Soldater fraktet lik bort på lastebiler og gravla dem i en massegrav ved Taiz."),
    ("nn", "Soldatar frakta lik bort på lastebilar og gravla dei i ei massegrav ved Taiz."),
]


@pytest.mark.parametrize(("lang", "text"), BODIES)
def test_bodies_without_a_number_are_told_by_what_became_of_them(claims_of: Extract, lang: str, text: str) -> None:
    assert any(c.type == "killing" and c.trigger.text.startswith("grav") for c in claims_of(text, lang))


KNOWN = [
    ("nb", "Politiet i Jemen har pågrepet 22 personer etter angrepet på basen i Taiz."),
    ("da", "Politiet i Yemen har anholdt 22 personer efter angrebet på basen i Taiz."),
    ("sv", "Polisen i Jemen har gripit 22 personer efter attacken mot basen i Taiz."),
]


@pytest.mark.parametrize(("lang", "text"), KNOWN)
def test_an_attack_that_readers_know_of_is_no_claim_but_gives_the_place(claims_of: Extract, lang: str, text: str) -> None:
    [claim] = claims_of(text, lang)
    assert claim.type == "detention"
    assert claim.place is not None
    assert claim.place.name == "Taiz"


OPEN = [
    ("nb", "Det er uklart hvem som drepte de tolv soldatene i Taiz i Jemen."),
    ("nb", "Det er uklart hvor mange soldater som ble drept i angrepet i Taiz i Jemen."),
    ("nn", "Det er uklart kor mange soldatar som vart drepne i åtaket i Taiz i Jemen."),
    ("da", "Det er uvist, hvor mange soldater der blev dræbt i angrebet i Taiz i Yemen."),
    ("sv", "Det är oklart hur många soldater som dödades i attacken i Taiz i Jemen."),
    ("en", "It was not clear how many soldiers were killed in the attack in Taiz in Yemen."),
    ("en", "It was unclear who killed the twelve soldiers in Taiz in Yemen."),
]


@pytest.mark.parametrize(("lang", "text"), OPEN)
def test_an_open_question_tells_no_event(claims_of: Extract, lang: str, text: str) -> None:
    assert not claims_of(text, lang)


DAMAGED = [
    ("nb", "Militsen avfyrte raketter mot Taiz i Jemen mandag. Basen fikk store skader, opplyser hæren."),
    ("nn", "Militsen skaut rakettar mot Taiz i Jemen måndag. Basen fekk store skadar, opplyser hæren."),
    ("da", "Militsen affyrede raketter mod Taiz i Yemen mandag. Basen fik store skader, oplyser hæren."),
    ("sv", "Milisen avfyrade raketer mot Taiz i Jemen i måndags. Basen fick stora skador, uppger armén."),
    ("en", "The militia fired rockets at Taiz in Yemen on Monday. The base suffered heavy damage, the army said."),
]


@pytest.mark.parametrize(("lang", "text"), DAMAGED)
def test_a_building_that_is_damaged_is_not_injured(claims_of: Extract, lang: str, text: str) -> None:
    assert [c.type for c in claims_of(text, lang)] == ["shelling", "destruction"]


def test_a_reflexive_belongs_to_its_verb(claims_of: Extract) -> None:
    claims = claims_of("Militsen havde tænkt sig at sprænge en bro i Taiz i Yemen, oplyser hæren.", "da")
    assert "suicide_attack" not in {c.type for c in claims}


def test_a_mere_attempt_to_get_away_is_no_displacement(claims_of: Extract) -> None:
    claims = claims_of("43 opprørere som forsøkte å flykte, ble drept i et luftangrep ved Taiz i Jemen.", "nb")
    assert [c.type for c in claims] == ["airstrike"]


MISSING = [
    ("nb", "Minst 12 sivile ble såret, og ti personer er fortsatt savnet, sier guvernøren."),
    ("nn", "Minst 12 sivile vart såra, og ti personar er framleis sakna, seier guvernøren."),
    ("da", "Mindst 12 civile blev såret, og ti personer er stadig savnet, siger guvernøren."),
    ("sv", "Minst 12 civila skadades, och tio personer saknas fortfarande, säger guvernören."),
    ("en", "At least 12 civilians were wounded and ten people are still missing, the governor said."),
]


@pytest.mark.parametrize(("lang", "text"), MISSING)
def test_the_missing_make_no_killing_of_the_wounded(claims_of: Extract, lang: str, text: str) -> None:
    [toll] = [c for c in claims_of(f"{ATTACK[lang]}\n\n{text}", lang) if c.type != "armed_attack"]
    assert (toll.type, {(x.effect, x.low) for x in toll.counts}) == ("injury", {("injured", 12), ("missing", 10)})


NAMED = [
    ("nb", "Militsen saboterte en oljeledning, opplyser hæren.", "destruction", "saboterte"),
    ("nn", "Militsen saboterte ein oljeleidning, opplyser hæren.", "destruction", "saboterte"),
    ("da", "Militsen saboterede en olieledning, oplyser hæren.", "destruction", "saboterede"),
    ("sv", "Milisen saboterade en oljeledning, uppger armén.", "destruction", "saboterade"),
    ("en", "The militia sabotaged an oil pipeline, the army said.", "destruction", "sabotaged"),
    ("da", "Pirater entrede tankskibet, oplyser hæren.", "armed_attack", "entrede"),
    ("da", "Redningsfolk bjærgede 14 lig, oplyser guvernøren.", "killing", "bjærgede"),
    ("da", "Tre kvinder anmeldte sexovergreb, oplyser guvernøren.", "sexual_violence", "sexovergreb"),
    ("da", "Kampene udløste en flygtningebølge, siger guvernøren.", "displacement", "flygtningebølge"),
    ("sv", "Armén attackerade lägret från luften, uppger en talesman.", "airstrike", "attackerade"),
    ("sv", "Två fångar torterades till döds av milisen, uppger armén.", "killing", "torterades till döds"),
    ("sv", "Flera kvinnor ofredades sexuellt av soldater, säger guvernören.", "sexual_violence", "ofredades sexuellt"),
    ("sv", "Milisen vill svälta ut staden, säger guvernören.", "siege", "svälta ut staden"),
]


@pytest.mark.parametrize(("lang", "text", "kind", "trigger"), NAMED)
def test_words_that_one_language_has_are_known_in_its_neighbours(claims_of: Extract, lang: str, text: str, kind: str, trigger: str) -> None:
    assert kind in {c.type for c in claims_of(f"{ATTACK[lang]}\n\n{text}", lang) if c.trigger.text.startswith(trigger)}


HIT_AGAIN = {
    "nb": "Et luftangrep drepte 22 mennesker på et sykehus i Kunduz lørdag. General Campbell sier at sykehuset ble truffet ved en feil.",
    "nn": "Eit luftåtak drap 22 menneske på eit sjukehus i Kunduz laurdag.\n\nGeneral Campbell seier at sjukehuset vart råka ved ein feil.",
    "da": "Et luftangreb dræbte 22 mennesker på et hospital i Kunduz lørdag.\n\nGeneral Campbell siger, at hospitalet blev ramt ved en fejl.",
    "sv": "Ett flyganfall dödade 22 människor på ett sjukhus i Kunduz på lördagen.\n\nGeneral Campbell säger att sjukhuset blev träffat av misstag.",
}


@pytest.mark.parametrize("lang", HIT_AGAIN)
def test_what_was_hit_by_mistake_was_hit_by_the_attack_told_before(claims_of: Extract, lang: str) -> None:
    found = claims_of(HIT_AGAIN[lang], lang)
    assert [c.type for c in found] == ["airstrike", "airstrike"]


OFFENSIVE = {
    "nb": "Et luftangrep drepte 20 sivile i Mosul tirsdag.\n\nIrakiske styrker innledet offensiven mot byen i februar.",
    "nn": "Eit luftåtak drap 20 sivile i Mosul tysdag.\n\nIrakiske styrkar innleidde offensiven mot byen i februar.",
    "da": "Et luftangreb dræbte 20 civile i Mosul tirsdag.\n\nIrakiske styrker indledte offensiven mod byen i februar.",
    "sv": "Ett flyganfall dödade 20 civila i Mosul på tisdagen.\n\nIrakiska styrkor inledde offensiven mot staden i februari.",
    "en": "An air strike killed 20 civilians in Mosul on Tuesday.\n\nIraqi forces launched the offensive against the city in February.",
}


@pytest.mark.parametrize("lang", OFFENSIVE)
def test_an_offensive_is_no_air_strike_told_again(claims_of: Extract, lang: str) -> None:
    assert [c.type for c in claims_of(OFFENSIVE[lang], lang)] == ["airstrike", "armed_attack"]


WOUNDED_MOVED = {
    "nb": "To soldater ble drept i angrepet i Kunduz lørdag. Røde Kors evakuerte søndag 412 sårede.",
    "nn": "To soldatar vart drepne i åtaket i Kunduz laurdag. Raudekrossen evakuerte søndag 412 såra.",
    "da": "To soldater blev dræbt i angrebet i Kunduz lørdag. Røde Kors evakuerede søndag 412 sårede.",
    "sv": "Två soldater dödades i attacken i Kunduz på lördagen. Röda korset evakuerade på söndagen 412 sårade.",
}


@pytest.mark.parametrize("lang", WOUNDED_MOVED)
def test_the_wounded_that_are_evacuated_are_no_toll_of_their_own(claims_of: Extract, lang: str) -> None:
    found = [c for c in claims_of(WOUNDED_MOVED[lang], lang) if c.type in {"injury", "displacement"}]
    assert [c.type for c in found] == ["displacement"]


WOUNDED_TREATED = {
    "nb": "Granater traff byen Kunduz lørdag. Rundt 60 sårede ble kjørt til sykehuset, ifølge en lege.",
    "nn": "Granatar trefte byen Kunduz laurdag. Rundt 60 såra vart køyrde til sjukehuset, ifølgje ein lege.",
    "da": "Granater ramte byen Kunduz lørdag. Omkring 60 sårede blev kørt til hospitalet, ifølge en læge.",
    "sv": "Granater träffade staden Kunduz på lördagen. Omkring 60 sårade kördes till sjukhuset, enligt en läkare.",
}


@pytest.mark.parametrize("lang", WOUNDED_TREATED)
def test_the_wounded_that_come_to_a_hospital_are_a_toll(claims_of: Extract, lang: str) -> None:
    assert [c.type for c in claims_of(WOUNDED_TREATED[lang], lang)] == ["shelling", "injury"]


STILL_MISSING = {
    "nb": "Militante bortførte 276 jenter i Chibok i Nigeria i april. Mer enn 200 jenter er fortsatt savnet, ifølge politiet.",
    "nn": "Militante bortførte 276 jenter i Chibok i Nigeria i april. Meir enn 200 jenter er framleis sakna, ifølgje politiet.",
    "da": "Militante bortførte 276 piger i Chibok i Nigeria i april. De øvrige 223 er fortsat forsvundet, ifølge politiet.",
    "sv": "Militanta rövade bort 276 flickor i Chibok i Nigeria i april. Mer än 200 flickor saknas fortfarande, enligt polisen.",
}


@pytest.mark.parametrize("lang", STILL_MISSING)
def test_who_is_missing_after_an_abduction_is_still_abducted(claims_of: Extract, lang: str) -> None:
    assert [c.type for c in claims_of(STILL_MISSING[lang], lang)] == ["abduction", "abduction"]


TWO_FATES = {
    "nb": "Familiene frykter at fangene blir torturert eller slått i hjel i Donetsk, sier hæren.",
    "da": "Familierne frygter, at fangerne bliver tortureret eller slået ihjel i Donetsk, siger hæren.",
    "sv": "Familjerna fruktar att fångarna torteras eller slås ihjäl i Donetsk, säger armén.",
}


@pytest.mark.parametrize("lang", TWO_FATES)
def test_a_particle_belongs_to_its_own_verb(claims_of: Extract, lang: str) -> None:
    assert [c.type for c in claims_of(TWO_FATES[lang], lang)] == ["abuse", "killing"]


KNOWN_FIGHTING = [
    ("nb", "Opprørerne har tatt 40 soldater til fange under kampene om byen Ghazni, opplyser hæren."),
    ("nn", "Opprørarane har teke 40 soldatar til fange under kampane om byen Ghazni, opplyser hæren."),
    ("da", "Oprørerne har taget 40 soldater til fange under kampene om byen Ghazni, oplyser hæren."),
    ("sv", "Rebellerna har tagit 40 soldater till fånga under striderna om staden Ghazni, uppger armén."),
    ("nb", "Over 55.000 mennesker har flyktet fra Ghazni siden kampene startet i mai, opplyser hæren."),
    ("da", "Over 55.000 mennesker er flygtet fra Ghazni, siden kampene startede i maj, oplyser hæren."),
    ("sv", "Över 55 000 människor har flytt från Ghazni sedan striderna började i maj, uppger armén."),
    ("en", "More than 55,000 people have fled Ghazni since the fighting started in May, the army said."),
]


@pytest.mark.parametrize(("lang", "text"), KNOWN_FIGHTING)
def test_known_fighting_only_says_when(claims_of: Extract, lang: str, text: str) -> None:
    assert "armed_clash" not in [c.type for c in claims_of(text, lang)]
    assert claims_of(text, lang)


WAVES = {
    "nb": "En selvmordsbomber drepte ti soldater ved Baghouz onsdag.\n\nStyrkene slo tilbake angrepsbølgen, sier en talsmann.",
    "da": "En selvmordsbomber dræbte ti soldater ved Baghouz onsdag.\n\nStyrkerne slog angrebsbølgen tilbage, siger en talsmand.",
}


@pytest.mark.parametrize("lang", WAVES)
def test_a_wave_of_attacks_is_no_single_attack_told_again(claims_of: Extract, lang: str) -> None:
    assert "suicide_attack" not in [c.type for c in claims_of(WAVES[lang], lang)[1:]]
