"""Verbs that the tagger took for another word: made-up parses, and constructed sentences about invented events."""

from __future__ import annotations

from datetime import date

import pytest

from ifolge.claims.lexicon import lexicon
from ifolge.claims.mending import mend
from ifolge.parsing.document import Block, Document, Sentence, Token
from ifolge.records import Article, Published

from .conftest import Extract
from .test_extract import names


def parsed(lang: str, rows: str) -> Document:
    """A document of one sentence, a word as ``form/UPOS/relation>head`` with heads counted from 0; ``+`` marks a passive."""
    tokens, text = [], ""
    for i, row in enumerate(rows.split()):
        form, upos, rest = row.split("/")
        rel, head = rest.split(">")
        feats = frozenset({"Voice=Pass"}) if upos.endswith("+") else frozenset[str]()
        tokens.append(Token(i, len(text), len(text) + len(form), form, form, upos.rstrip("+"), feats, int(head), rel, "O", 0))
        text += form + " "
    day = date(2019, 3, 14)
    published = Published(earliest=day, latest=day, precision="day", origin="header")
    article = Article(doc_id="doc_test", doc="test.txt", text=text, lang=lang, published=published)
    block = Block(0, 0, len(text), "body")
    return Document(article, tuple(tokens), (Sentence(0, 0, len(tokens), 0, len(text), 0),), (block,), (), "test")


MENDED = [
    ("sv", "gruppen/NOUN/nsubj>3 har/AUX/aux>3 attackerat/NOUN/obj>1 lägret/VERB/root>3", 2, "VERB root>2", 3, "NOUN obj>2"),
    ("sv", "gruppen/NOUN/nsubj>3 har/AUX/aux>3 attackerat/VERB/aux>3 lägret/NOUN/root>3", 2, "VERB aux>3", 3, "NOUN root>3"),
    ("sv", "gruppen/NOUN/nsubj>3 har/AUX/aux>3 attackerat/VERB/aux>3 lägret/VERB/root>3", 0, "NOUN nsubj>2", 3, "NOUN obj>2"),
    ("nb", "gruppen/NOUN/nsubj>1 har/VERB/root>1 plyndret/ADJ/amod>3 butikker/NOUN/obj>1", 2, "VERB root>2", 3, "NOUN obj>2"),
    ("nn", "gruppa/NOUN/nsubj>1 har/VERB/root>1 plyndra/ADJ/amod>3 butikkar/NOUN/obj>1", 2, "VERB root>2", 3, "NOUN obj>2"),
    ("da", "gruppen/NOUN/nsubj>1 har/VERB/root>1 plyndret/ADJ/amod>3 butikker/NOUN/obj>1", 2, "VERB root>2", 3, "NOUN obj>2"),
    ("sv", "de/PRON/nsubj>1 har/VERB/root>1 begravts/NOUN/obj>1", 2, "VERB root>2", 1, "AUX aux>2"),
    ("sv", "de/PRON/nsubj>2 har/AUX/aux>2 varnats/NOUN/root>2", 2, "VERB root>2", 1, "AUX aux>2"),
    ("sv", "tio/NUM/nsubj>1 dog/ADV/root>1 där/ADV/advmod>1", 1, "VERB root>1", 0, "NUM nsubj>1"),
    ("sv", "tio/NUM/nsubj:pass>4 dog/ADV/aux>4 och/CCONJ/cc>4 fem/NUM/nummod>1 skadades/VERB/root>4", 1, "VERB root>1", 4, "VERB conj>1"),
    ("sv", "gruppen/NOUN/nsubj>1 släppte/VERB/root>1 21/NUM/nummod>1 av/ADP/case>4 flickorna/NOUN/nmod>2", 2, "NUM obj>1", 4, "NOUN nmod>2"),
    ("nb", "gruppen/NOUN/nsubj>1 slapp/VERB/root>1 21/NUM/nummod>1 av/ADP/case>4 jentene/NOUN/nmod>2", 2, "NUM obj>1", 4, "NOUN nmod>2"),
    ("sv", "tusentals/NOUN/nsubj:pass>1 väntas/VERB+/root>1 fly/NOUN/nsubj:pass>1", 2, "VERB xcomp>1", 1, "VERB root>1"),
]


@pytest.mark.parametrize(("lang", "rows", "i", "verb", "k", "other"), MENDED)
def test_a_hidden_verb_becomes_the_verb_of_its_clause(lang: str, rows: str, i: int, verb: str, k: int, other: str) -> None:
    tokens = mend(parsed(lang, rows), lexicon(lang)).tokens
    assert [f"{tokens[n].upos} {tokens[n].rel}>{tokens[n].head}" for n in (i, k)] == [verb, other]


LEFT = [
    ("nb", "de/PRON/nsubj>1 slapp/VERB/root>1 tre/NUM/nummod>3 bomber/NOUN/obj>1"),
    ("da", "de/PRON/nsubj>1 har/VERB/root>1 frygt/NOUN/obj>1"),
    ("en", "they/PRON/nsubj>2 have/AUX/aux>2 attacked/VERB/root>2 camps/NOUN/obj>2"),
]


@pytest.mark.parametrize(("lang", "rows"), LEFT)
def test_what_is_no_hidden_verb_is_left_as_it_is(lang: str, rows: str) -> None:
    document = parsed(lang, rows)
    assert mend(document, lexicon(lang)) is document


def test_dead_and_wounded_of_one_sentence_keep_their_verbs(claims_of: Extract) -> None:
    text = "Kriget fortsätter. Minst 30 människor dog och 50 skadades när en bilbomb exploderade utanför en moské i Kabul på fredagen."
    counts = [(n.effect, n.low) for c in claims_of(text, "sv") for n in c.counts]
    assert counts == [("killed", 30), ("injured", 50)]


def test_a_perfect_without_its_auxiliary_is_active(claims_of: Extract) -> None:
    text = "Två soldater dödades i Borno i Nigeria. Över 100 elever saknas efter att beväpnade män stormat skolan."
    told = [c for c in claims_of(text, "sv") if c.trigger.text == "stormat"]
    assert [names(c.agents) for c in told] == [["gunmen"]]


HEDGED = [
    ("nb", "Fire soldater ble drept i kamper. Politiet pågrep 14 mistenkte i Lagos."),
    ("nn", "Fire soldatar vart drepne i kampar. Politiet arresterte 14 mistenkte i Lagos."),
    ("da", "Fire soldater blev dræbt i kampe. Politiet anholdt 14 mistænkte i Lagos."),
    ("sv", "Fyra soldater dödades i strider. Polisen grep 14 misstänkta i Lagos."),
    ("en", "Four soldiers were killed in clashes. Police arrested 14 suspects in Lagos."),
]


@pytest.mark.parametrize(("lang", "text"), HEDGED)
def test_suspects_make_no_arrest_doubtful(claims_of: Extract, lang: str, text: str) -> None:
    found = [c for c in claims_of(text, lang) if c.type == "detention"]
    assert [(c.modality, [(n.effect, n.low) for n in c.counts]) for c in found] == [("asserted", [("detained", 14)])]


ACCUSED = [
    ("nb", "To soldater ble drept i kamper. Opprørerne anklages for å ha angrepet leiren ved Homs i Syria onsdag."),
    ("da", "To soldater blev dræbt i kampe. Oprørerne anklages for at have angrebet lejren ved Homs i Syrien onsdag."),
    ("sv", "Två soldater dödades i strider. Rebellerna anklagas för att ha attackerat lägret vid Homs i Syrien på onsdagen."),
]


@pytest.mark.parametrize(("lang", "text"), ACCUSED)
def test_who_is_accused_is_no_source(claims_of: Extract, lang: str, text: str) -> None:
    found = claims_of(text, lang)
    assert any(c.type == "armed_attack" and names(c.agents) == ["rebels"] for c in found), found
    assert not any(c.attribution.sources for c in found), found


DENIED = [
    ("nb", "To soldater ble drept i et angrep i går. Talsmannen for hæren avviser opplysningene om at sivile skal ha blitt drept i Gao."),
    ("da", "To soldater blev dræbt i et angreb i går. Talsmanden for hæren afviser oplysningerne om, at civile skal være blevet dræbt i Gao."),
    ("sv", "Två soldater dödades i en attack i går. Arméns talesman avfärdar uppgifterna om att civila skulle ha dödats i Gao."),
]


@pytest.mark.parametrize(("lang", "text"), DENIED)
def test_a_denial_that_says_what_it_denies_repeats_nothing(claims_of: Extract, lang: str, text: str) -> None:
    denied = [c for c in claims_of(text, lang) if c.polarity == "denied"]
    assert [(c.type, c.extractor.rule) for c in denied] == [("killing", "killing.verb")]
