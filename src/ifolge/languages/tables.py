"""What tables a language pack has, and what each column means.

A pack is a folder of tab-separated files, data only. The first line of a file names its columns; lines that begin with ``#`` are comments.
Cells with several values separate them by a space, or by ``;`` where the values themselves hold spaces. All words are lower case unless a
column says otherwise. Every pack has every table; ``ifolge.languages.lint`` checks it, and all else that can be checked of a pack.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A column: its name, what it holds, and the values allowed where they are closed (a cell may hold several)."""

    name: str
    doc: str
    values: frozenset[str] = frozenset()
    required: bool = True


@dataclass(frozen=True)
class Table:
    """A table of a language pack."""

    name: str
    doc: str
    columns: tuple[Column, ...]


def _values(text: str) -> frozenset[str]:
    return frozenset(text.split())


FRAMES = _values("transitive unaccusative intransitive event reciprocal speech finding")
FORMS = (
    Column("active", "finite and infinitive forms: infinitive, present, past, imperative; space-separated, all of them"),
    Column("participle", "perfect participles and supines in every inflection (drept drepte drepne)", required=False),
    Column("passive", "s-passive forms (drepes dreptes); empty where the language has none", required=False),
)

TABLES: dict[str, Table] = {
    t.name: t
    for t in (
        Table(
            "verbs",
            "Trigger verbs: one sense of one verb a line. A verb with two senses (particles, frames) has two lines.",
            (
                Column("lemma", "infinitive"),
                Column("type", "event type of the ontology"),
                Column(
                    "frame",
                    "what the subject of the active verb is. transitive: subject = agent, object = target. unaccusative: subject = target (dø). "
                    "intransitive: subject = agent, no object (flykte, overgi seg, rykke frem). reciprocal: subject(s) and 'med' phrase = agents (enes, forhandle). "
                    "event: subject is itself an event or a weapon (slaget raser, en bombe eksploderte). speech: subject = speaker (true, fordømme). "
                    "finding: subject only comes upon the dead or buries them, object = target (finne lik, begrave)",
                    FRAMES,
                ),
                Column(
                    "effect",
                    "what befell the number on the victim's side (killed, injured, captured, displaced …); empty where numbers are no toll",
                    required=False,
                ),
                *FORMS,
                Column(
                    "with",
                    "words that must stand in the same clause: particle, reflexive, fixed object. ';' separates alternatives, a space joins words that must all be there "
                    "(in any order, with gaps), and a word may end in * as a wildcard. 'ned', 'seg', 'til fange', 'liv*'",
                    required=False,
                ),
                Column(
                    "needs",
                    "evidence the sense needs, for words also used of sport, traffic, politics …: actor = subject or object is an armed or state actor or its people; "
                    "place = object or subject is a place; placed = the object itself is named as a place (tok Kunduz); site = it is a place, named or not (byen falt); people = object or subject is people; "
                    "force, civilian = who moves, or is moved or taken, is armed (soldatene vendte tilbake) or people without arms (flyktningene vendte tilbake); "
                    "wounded = who is moved needs care (hardt skadde soldater ble kjørt til sykehus); "
                    "conflict = the article is about armed conflict; weapon = a weapon or military thing takes part; "
                    "fallen = the subject itself is a force or people by number (to soldater falt); lost = the object is (mistet fire mann); "
                    "thrown = the subject itself is a weapon (granaten gikk gjennom taket); "
                    "struck = what is hit or aimed at is people, a vehicle, a building or a place. Several: all needed",
                    _values("actor place placed site people force civilian wounded conflict weapon fallen lost thrown struck"),
                    required=False,
                ),
            ),
        ),
        Table(
            "nouns",
            "Trigger nouns: event nouns, with all inflections. Compounds are found by their last part.",
            (
                Column("lemma", "indefinite singular"),
                Column("type", "event type of the ontology"),
                Column(
                    "frame",
                    "role of a possessor, 'av' phrase or first part that is an actor: transitive ('IS' angrep' = agent), unaccusative ('lederens død' = target), event, reciprocal",
                    FRAMES,
                ),
                Column("effect", "as in verbs", required=False),
                Column("forms", "all inflected forms incl. genitives; space-separated"),
                Column("head", "yes where compounds that end in the word are the same trigger (luft+angrep); no otherwise", _values("yes no")),
                Column(
                    "needs",
                    "as in verbs; aimed = the word is said to be people, a vehicle or a building (sivile var målet); flown = it is an attack of a state, its forces or a coalition (koalisjonens bombeangrep); toll = the dead were told of just before (tallet er nå 124); predicate = the word is said of people (de er gisler, er på vei mot)",
                    _values("actor place placed site people force civilian conflict weapon aimed flown toll predicate"),
                    required=False,
                ),
            ),
        ),
        Table(
            "modifiers",
            "First parts of compounds, and adjectives, that settle the type of a general attack noun or verb (luft- → airstrike, rakett- → shelling).",
            (
                Column("stem", "the first part as written in compounds, without hyphen"),
                Column("type", "event type it gives"),
                Column("adjective", "adjective or noun forms that do the same before the noun ('kjemisk angrep'); space-separated", required=False),
            ),
        ),
        Table(
            "weapons",
            "Weapons and means: named in the same clause they settle the type of a general attack, and they may act ('en bombe sprang').",
            (
                Column("lemma", "indefinite singular"),
                Column("type", "event type that their use means"),
                Column("forms", "all inflected forms"),
                Column("head", "yes where compounds that end in it are the same", _values("yes no")),
            ),
        ),
        Table(
            "tolls",
            "Words that name victims or say what befell them, outside verbs: 'drepte', 'døde', 'sårede', 'dødsofre', 'savnet'.",
            (
                Column("form", "the word form"),
                Column("effect", "effect of counts (killed, injured, missing …)"),
                Column(
                    "kind",
                    "participle = adjective or participle used of people ('19 såret', 'de drepte'); noun = a noun for victims ('tre dødsofre'); counted = one that is no victim without a number ('tolv liv')",
                    _values("participle noun counted"),
                ),
            ),
        ),
        Table(
            "kinds",
            "Nouns for kinds of people and things that can be agent or target, or stand behind a number.",
            (
                Column("lemma", "indefinite singular"),
                Column("english", "plain English noun, singular or as usual ('hospital', 'refugee camp', 'civilians', 'soldiers')"),
                Column(
                    "sort",
                    "people, force (armed people or units), infrastructure, vehicle, place (camp, village, area), thing",
                    _values("people force infrastructure vehicle place thing"),
                ),
                Column(
                    "who",
                    "codebook 'who' of a count: civilian combatant child woman journalist aid_worker police unknown …; empty for things",
                    required=False,
                ),
                Column("forms", "all inflected forms; separated by ; where some are of several words"),
                Column("head", "yes where compounds that end in it are of the kind (regjerings+soldater)", _values("yes no")),
            ),
        ),
        Table(
            "reporting",
            "Verbs of saying, knowing and denying that can carry a claim in a clause.",
            (
                Column("lemma", "infinitive"),
                Column(
                    "class",
                    "neutral committed distancing evaluating reluctant warning demanding promising denying accusing blaming (names the author: gi skylden, peke ut) pointing (names the author where its object is a party: mistenke, peke på) retracting hearing (the subject learns it: erfare, få vite), citing (its object says it: siterer en kilde på at) witnessing (first-hand, of reporters and witnesses: se, høre, observere)",
                    _values(
                        "neutral committed distancing evaluating reluctant warning demanding promising denying accusing blaming pointing retracting hearing citing witnessing"
                    ),
                ),
                *FORMS,
                Column(
                    "with",
                    "particle or fixed words, as in verbs (la til, peker på, slå fast); ! before a word that must not follow (det står !bak)",
                    required=False,
                ),
            ),
        ),
        Table(
            "according",
            "According-to phrases and other prepositional cues of a source.",
            (
                Column("cue", "the words (may hold spaces)"),
                Column(
                    "side",
                    "before = the cue stands before the source (ifølge X); after = behind it; around = 'etter X å dømme' with …, where V is any verb of saying ('etter det … V')",
                    _values("before after around"),
                ),
            ),
        ),
        Table(
            "hearsay",
            "Impersonal cues: it is said by nobody named (angivelig, meldes, heter det, skal ha).",
            (
                Column("cue", "the words; … stands for a gap"),
                Column("modality", "modality it gives the claim", _values("asserted probable possible")),
                Column("kind", "passive, adverb, phrase or document (in a statement: 'heter det i')", _values("passive adverb phrase document")),
            ),
        ),
        Table(
            "hedges",
            "Words that weaken a claim or a slot.",
            (
                Column("form", "a word form or fixed phrase"),
                Column("modality", "probable or possible", _values("probable possible")),
                Column(
                    "kind",
                    "adverb (whole clause or the phrase behind it), adjective (its noun only), verb (the clause below it), phrase",
                    _values("adverb adjective verb phrase"),
                ),
            ),
        ),
        Table(
            "modals",
            "Modal verbs with their forms and readings.",
            (
                Column("lemma", "infinitive"),
                Column("forms", "all forms"),
                Column(
                    "perfect",
                    "modality with a perfect infinitive ('skal ha blitt drept')",
                    _values("asserted probable possible planned demanded hypothetical"),
                ),
                Column(
                    "plain", "modality with a bare infinitive ('skal løslates')", _values("asserted probable possible planned demanded hypothetical")
                ),
                Column(
                    "stative",
                    "modality with be/have and a state ('skal være døde')",
                    _values("asserted probable possible planned demanded hypothetical"),
                ),
            ),
        ),
        Table(
            "intents",
            "Verbs and nouns that make what they govern planned, demanded or hypothetical (love, true med, kreve, oppfordre til, forsøke, nekte å).",
            (
                Column("lemma", "infinitive or noun"),
                Column(
                    "modality",
                    "planned, demanded, hypothetical or possible (frykter); asserted for implicatives that leave it as fact",
                    _values("planned demanded hypothetical possible probable asserted"),
                ),
                Column(
                    "polarity",
                    "affirmed, or denied where the governed event does not happen (nekter å, avviser å, unngår å)",
                    _values("affirmed denied"),
                ),
                Column("forms", "all forms, nouns and participles included"),
            ),
        ),
        Table(
            "conditions",
            "Conjunctions and openers that make their clause hypothetical (hvis, dersom, om, med mindre).",
            (Column("form", "a word or phrase"),),
        ),
        Table(
            "negation",
            "Negating words.",
            (
                Column("form", "the word"),
                Column("kind", "adverb (ikke, aldri), determiner (ingen), pair (verken … eller), prefix", _values("adverb determiner pair prefix")),
            ),
        ),
        Table(
            "roles",
            "Titles and roles that link a person to an organisation, and role nouns that are sources.",
            (
                Column("lemma", "indefinite singular"),
                Column(
                    "kind",
                    "kind of source: spokesperson (speaks for a party), official, witness, anonymous (kilde), media (korrespondent, journalist), monitor, expert, victim, document",
                    _values("spokesperson official witness anonymous media monitor expert victim document"),
                ),
                Column("english", "plain English noun"),
                Column("forms", "all inflected forms"),
                Column("head", "yes where compounds that end in it are the same (SDF-talsmann, forsvarsminister)", _values("yes no")),
            ),
        ),
        Table(
            "channels",
            "Channels a statement comes through (Twitter, uttalelse, statlig fjernsyn), not who says it.",
            (
                Column("lemma", "as written; proper names keep their capitals"),
                Column("english", "plain English noun or name"),
                Column("forms", "all inflected forms"),
            ),
        ),
        Table(
            "prepositions",
            "Prepositions and what roles they can mark.",
            (
                Column("form", "the preposition"),
                Column(
                    "roles",
                    "agent (av), target (mot, på), origin (fra: agent of attack nouns), cause (i, ved, under, etter, som følge av), place, near (place, precision 2), toward, with (med), between (mellom), through, about, beneficiary (til, for)",
                    _values("agent target origin cause place near toward with between through about beneficiary since until"),
                ),
            ),
        ),
        Table(
            "pronouns",
            "Personal, demonstrative and relative pronouns for coreference.",
            (
                Column("form", "the word"),
                Column(
                    "person",
                    "1, 2, 3, or dem (demonstrative: dette, denne), rel (relative: som, der), gen (generic: man)",
                    _values("1 2 3 dem rel gen"),
                ),
                Column("number", "sing, plur or any", _values("sing plur any")),
                Column("animacy", "human, thing or any", _values("human thing any")),
                Column("possessive", "yes or no", _values("yes no")),
            ),
        ),
        Table(
            "connectives",
            "Words the grammar rules look for, by class.",
            (
                Column("form", "word or phrase"),
                Column(
                    "class",
                    "subset (blant dem, hvorav), additive, total, cause (da, etter at: the event in the clause caused the toll), simultaneous (samtidig), correction (først meldt, rettelse), "
                    "purpose (for å), continuation (la til, tilføyer), and, or, complementizer (at), infinitive (å), union (eller), called (kaller seg: the name that a speaker gives himself), "
                    "part (noe å gjøre med: a part in something), behind (stå bak: to be the author), anonymity (navnet, anonym: what a source asks to be), "
                    "untrue (falsk, feil: said of what was told), true (sant, stemmer: untrue where negated), told (det, dette: for what was told), turn (i mellomtiden: opens what the source before did not tell), "
                    "both (både, såvel: before parties that are joined), paired (som: joins them after it), question (hvem: opens an embedded question), quantity (hvor mange), unknown (uklart: nobody knows what is asked), "
                    "campaign (offensiv: a course of attacks, never one attack named again)",
                    _values(
                        "anonymity behind both paired called campaign part untrue true told turn subset additive total cause simultaneous correction purpose continuation and or complementizer infinitive union "
                        "temporal concession question quantity unknown"
                    ),
                ),
            ),
        ),
        Table(
            "auxiliaries",
            "Auxiliaries and copulas.",
            (
                Column("form", "the word form"),
                Column("kind", "have, be, become (passive), copula, do", _values("have be become do")),
            ),
        ),
        Table(
            "structure",
            "Marks of text that is no article text: photo bylines, kickers, sign-offs, widgets, datelines.",
            (
                Column("pattern", "a regular expression, matched against one whole line (case kept)"),
                Column("kind", "caption kicker signoff widget dateline", _values("caption kicker signoff widget dateline")),
            ),
        ),
        Table(
            "themes",
            "Words that tell armed conflict from sport, traffic, weather, crime, markets, culture and the like.",
            (
                Column("stem", "a lower-case word or word beginning; ends in * where any ending may follow"),
                Column(
                    "theme",
                    "conflict, sport, traffic, weather, crime, market, politics, culture, cyber, history, accident, health",
                    _values("conflict sport traffic weather crime market politics culture cyber history accident health"),
                ),
                Column("weight", "how strongly it speaks", _values("1 2 3")),
            ),
        ),
        Table(
            "accounts",
            "Nouns that as object of a denial point back to what was told: what somebody has said ('avviser anklagene'), or a part in it ('förnekar inblandning'); and what "
            "one acts under.",
            (
                Column("lemma", "indefinite singular"),
                Column("forms", "all inflected forms"),
                Column(
                    "kind",
                    "account; part: who denies it is the one it was laid on; lie: an account that is made up; "
                    "norm: a law, plan or order that one acts under and that is nobody's account ('i henhold til planen')",
                    _values("account part lie norm"),
                ),
            ),
        ),
        Table(
            "traits",
            "Facts about how the language is written.",
            (
                Column(
                    "name", 'clitics: whether short forms are cut off words (yes, no) as in "don\'t", "Kyiv\'s"', _values("clitics definite members")
                ),
                Column(
                    "value",
                    "what holds; for definite: endings of definite nouns, for parsers that do not mark them; for members: endings of definite plurals, which name the members of a group",
                ),
            ),
        ),
        Table(
            "paradigms",
            "How many different forms a word of a kind has at the least, so that a word that lacks some is found (ifolge lint-pack).",
            (
                Column("table", "table that the word stands in", _values("verbs reporting nouns weapons kinds roles accounts")),
                Column(
                    "ending",
                    "ending of the lemma, or the whole of it, where the number differs from that of the table's other words (deponents, nominalised adjectives); "
                    "the longest that fits counts; empty for all others",
                    required=False,
                ),
                Column("least", "number of different forms over all columns of forms"),
            ),
        ),
        Table(
            "places",
            "Words around place names: what kind of place is meant, and how the event lies to it.",
            (
                Column("forms", "all inflected forms or phrases, separated by ;"),
                Column(
                    "class",
                    "noun (type of place: byen X, X-provinsen), head (first part of a name: Nord-), adverb and adjective (compass), relation (preposition or phrase before a place), "
                    "between (opens a pair), join (and), deictic (names no place but takes one up: in the country, in the centre, in the area), determiner (skipped before a place), unit (of distance), never (capitalised words that are no place names), direction (beginnings of the words for a quarter of the compass)",
                    _values("noun head adverb adjective direction relation between join deictic determiner unit never"),
                ),
                Column(
                    "value",
                    "noun: kind of place (place quarter site adm1 adm2 region area border river water road country capital, outskirts: near the place named); relation: in near at toward from of; deictic: country, place or area; unit: kilometres; direction: n, s, e or w; compass: empty",
                    required=False,
                ),
                Column("tail", "noun: yes where it also ends compounds (Idlib-provinsen, Bekaadalen)", _values("yes no"), required=False),
            ),
        ),
        Table(
            "datelines",
            "How pages are dated: month and weekday names and the words that mark a day as the day of publication.",
            (
                Column(
                    "kind",
                    "published and updated (cues before a day), month, weekday, filler (words between cue, day and clock), zone (where the language is published)",
                    _values("published updated month weekday filler zone"),
                ),
                Column(
                    "value", "month: 1 to 12; weekday: 1 (Monday) to 7; zone: IANA time zone of a page that gives its time in UTC; else cue or word"
                ),
                Column("forms", "words or phrases, abbreviations without their point, separated by ;"),
            ),
        ),
        Table(
            "times",
            "Time words by class: what is a weekday, a unit, 'last', 'ago' … One grammar for all languages combines the classes (grounding.time_find).",
            (
                Column("class", "word class of the time grammar; docs/grounding-time.md lists them"),
                Column(
                    "value",
                    "ISO weekday or month number, part of day, unit, offset in days ('-1 evening'); empty where the class says all",
                    required=False,
                ),
                Column("forms", "words and phrases, ';'-separated, every paradigm form"),
                Column("case", "upper where the form counts only with a capital (English May, March)", _values("upper"), required=False),
            ),
        ),
        Table(
            "numbers",
            "Number words by class: cardinals, multipliers, bounds, vague quantities, and the words that make a number no count (ages, distances, money …).",
            (
                Column("class", "word class; docs/grounding-number.md lists them"),
                Column(
                    "value", "the number; for vague quantities low,best,high[,about]; for units and suffixes the kind of non-count", required=False
                ),
                Column("forms", "words and phrases, ';'-separated; suffixes may end in *"),
            ),
        ),
        Table(
            "demonyms",
            "Words for the states and peoples of the world: adjectives, inhabitants, capitals and seats that stand for a government. Written by training/actors.py.",
            (
                Column(
                    "code",
                    "ISO 3166-1 alpha-2 in capitals, or in lower case the tag of a people without a state (kurdish) as the actor register uses it",
                ),
                Column("adjectives", "all forms (syrisk;syriske), separated by ;"),
                Column("inhabitants", "all forms (syrer;syreren;syrere;syrerne) without genitives, separated by ;"),
                Column("capitals", "names of the capital, separated by ;", required=False),
            ),
        ),
        Table(
            "epithets",
            "Nouns that stand for an actor without naming it: organs of a state (hæren), armed groups by what they are (jihadistene), coalitions, and the parts they are built with.",
            (
                Column("lemma", "indefinite singular"),
                Column("english", "state: the organ as it stands before 'of' (Military Forces of Syria); else the plain English noun"),
                Column(
                    "kind",
                    "kind of actor",
                    _values("state_military state_government non_state_armed international_coalition international_organisation ngo media unknown"),
                ),
                Column(
                    "scope",
                    "what settles whom it means. state: the country; ministry: a ministry named before; country: a state named before; group: an armed group named before, with one of the tags; "
                    "coalition, organisation, media: one named before; bureau: its holder in the phrase (FN-kontoret, hærens pressetjeneste); unknown: nothing. "
                    "led and backed: second parts of compounds with a party (USA-ledet, Iran-støttet); "
                    "rank and office: lemmas of roles that are military ranks or offices of a state, found also at the end of compounds; "
                    "definite: words and, with a hyphen, endings that mark the definite form; qualifier: words before a source and first parts of its compound that narrow it (lokal, helse-), "
                    "with the tag local where they make authorities local ones",
                    _values("state ministry country group coalition organisation media bureau unknown led backed rank office definite qualifier"),
                ),
                Column(
                    "tags",
                    "tags of the actor register, one of which the party must have; empty for any. Organs of a state: named where only a state in the phrase makes it one "
                    "(redningstjenesten), abroad where that state must have it, and not be where it stands (ambassaden i Kabul)",
                    required=False,
                ),
                Column("forms", "all inflected forms without genitives, separated by ;"),
                Column("head", "yes where compounds that end in it are the same", _values("yes no")),
            ),
        ),
    )
}
