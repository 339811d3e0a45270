"""Attribution frames: stretches of text that somebody is said to say, with the chain of who and through whom.

Each rule finds frames of one construction counted in ``design/findings/linguistics.md`` (a); a claim then takes the frames that hold its trigger, the
narrowest first. Tables: ``reporting``, ``according``, ``hearsay``, ``channels``, ``roles``.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import Literal

from ifolge.claims.chunks import Chunker
from ifolge.claims.lexicon import Report, is_fixed_word
from ifolge.claims.scene import ATTACKS, Scene
from ifolge.grounding.number_words import partitives
from ifolge.parsing.document import Quote, Sentence, Token
from ifolge.records import Modality, Stance

STANCES: dict[str, Stance] = {
    "committed": "confirms",
    "reluctant": "confirms",
    "distancing": "claims",
    "denying": "denies",
    "accusing": "accuses",
    "blaming": "accuses",
    "retracting": "retracts",
}
MODALITIES: dict[str, Modality] = {"demanding": "demanded", "promising": "planned"}
CLOSING = frozenset(',»«”“"')
"""What stands between words and the tag that tells whose they are; Danish ends a quote with "«"."""
ASIDE = frozenset(",;:–—-")
AGENT = frozenset({"agent"})
ORIGINS = frozenset({"agent", "origin"})
UNSAID = frozenset({"neutral", "committed"})
"""Verbs that tell nothing under a negation: "har ikke bekreftet at …"; "tror ikke at …" does."""
ANY_VERB = "…"
"""Behind a source, in a cue around it: any verb of saying ("etter det … …", with the source first)."""
WIDEST_SOURCE = 12
"""Tokens, at most, between the words of a cue around a source."""
Construction = Literal["according", "verb", "quote", "back", "document"]


@dataclass(frozen=True, slots=True)
class Link:
    """A source as it stands in the text: characters of the phrase, of the wider stretch that tells who it is, and of the name that it gives itself."""

    start: int
    end: int
    wide_end: int
    head: int
    called: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """Characters ``[start, end)`` that ``sources`` say, and how."""

    start: int
    end: int
    construction: Construction
    cue: tuple[int, int]
    cue_token: int
    sources: tuple[Link, ...] = ()
    relays: tuple[Link, ...] = ()
    channels: tuple[tuple[int, int, str], ...] = ()
    direct: bool = False
    cls: str = "neutral"
    implied: bool = False

    @property
    def stance(self) -> Stance:
        return STANCES.get(self.cls, "states")

    @property
    def is_denial_of_before(self) -> bool:
        """ "Det avviser X": denies what the sentences before say."""
        return self.construction == "back" and self.cls == "denying"

    @property
    def modality(self) -> Modality | None:
        return MODALITIES.get(self.cls)


@dataclass(frozen=True, slots=True)
class Speech:
    """A verb of saying at work: its token, its row, and the companions that belong to it."""

    token: Token
    report: Report


class Attributor:
    """Finds the attribution frames of one article."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.doc = scene.doc
        lexicon = scene.lexicon
        self._complementizers = frozenset(w for p in lexicon.connectives.get("complementizer", ()) for w in p)
        self._joins = lexicon.single("and")
        self._demonstratives = frozenset(
            f for f, row in lexicon.pronouns.items() if row["person"] == "dem" or (row["person"] == "3" and row["animacy"] == "thing")
        )
        self._chunker = Chunker(
            self.doc, binds=self._binds, stops=self._stops, name_end=self._name_end, alone=self._alone, is_title=self._is_title, joins=self._joins
        )
        self._according = self._according_cues()
        self._both = self.scene.lexicon.single("both")
        self._partings = self._joins | self.scene.lexicon.single("paired")
        self.norms: set[int] = set()
        """Tokens of agreements, laws and plans that something is done under: they tell of no event, and are no source."""

    def frames(self) -> list[Frame]:
        """All frames in text order; a broader frame comes before a narrower one that begins at the same place."""
        found: list[Frame] = []
        for sentence in self.doc.sentences:
            if self.scene.is_body(self.doc.tokens[sentence.first]):
                found.extend(self._according_frames(sentence.i))
                found.extend(self._verb_frames(sentence.i))
        quoted = self._quote_frames(found)
        tags = {f.cue_token for f in quoted if not f.implied}
        found = [f for f in found if f.cue_token not in tags or f.construction == "according"] + quoted
        return sorted(found, key=lambda f: (f.start, -f.end, f.cue))

    # --- words ----------------------------------------------------------------------------------------------------------------

    def _binds(self, token: Token) -> bool:
        roles = self.scene.lexicon.prepositions.get(token.lower, frozenset())
        if token.upos not in {"ADP", "ADV", "SCONJ", "PART"} or not roles:
            return False
        following = self.doc.tokens[token.i + 1] if token.i + 1 < len(self.doc.tokens) else None
        if following is None or self.scene.time_at(following) is not None or self._is_channel(following) or self._channel_ahead(token):
            return False
        joins = bool(roles & {"beneficiary", "agent", "origin", "place", "with"}) or token.lower in partitives(self.scene.lang)
        return joins and not (self._is_media(following) and self._is_told_to(token, roles))

    def _is_told_to(self, token: Token, roles: frozenset[str]) -> bool:
        """Whether a preposition before a medium tells whom it was told to ("invånare för AFP"), not for whom somebody works ("en korrespondent för AFP")."""
        works = {kind for kind, _ in self.scene.lexicon.roles.of(self.doc.tokens[token.i - 1].lower)[0]} & {"media", "spokesperson"}
        return "toward" in roles or ("beneficiary" in roles and not works)

    def _alone(self, token: Token) -> bool:
        """Whether a pronoun takes nothing behind it: a personal one, not "en av dem"."""
        row = self.scene.lexicon.pronouns.get(token.lower)
        return row is not None and row["person"] in {"1", "2", "3"}

    def _channel_ahead(self, token: Token) -> bool:
        """Whether a channel word comes within the next tokens, before another preposition ("i en uttalelse")."""
        ahead = itertools.takewhile(lambda t: t.upos != "ADP" and t.sentence == token.sentence, self.doc.tokens[token.i + 1 : token.i + 5])
        return any(self._is_channel(t) for t in ahead)

    def _stops(self, token: Token) -> bool:
        return (
            (self.scene.time_at(token) is not None and token.entity == "O" and not self._is_age(token))
            or (
                token.upos in {"VERB", "AUX"} and token.rel not in {"amod", "flat", "flat:name"} and token.entity == "O" and not self._is_title(token)
            )
            or token.lower in self._complementizers
        )

    def _is_age(self, token: Token) -> bool:
        """Whether a time tells how old somebody is: "*34 år* gamle Fatima"."""
        behind = next(itertools.dropwhile(lambda t: self.scene.time_at(t) is not None, self.doc.tokens[token.i :]), None)
        return behind is not None and behind.upos == "ADJ" and behind.rel == "amod" and behind.sentence == token.sentence

    def _is_title(self, token: Token) -> bool:
        """Whether a participle that the tagger took for a verb is somebody's title ("USA's *øverstkommanderende*")."""
        return bool(self.scene.lexicon.roles.get(token.lower)) and any(self.doc.children(token.i, "det", "nmod:poss", "amod"))

    def _name_end(self, token: Token) -> int | None:
        """Index behind a register name of several words that begins at a token ("Leger Uten Grenser")."""
        for mention in self.scene.within(self.scene.actors, token.start, token.end):
            if mention.start == token.start and mention.end > token.end and mention.form == "name":
                return next((k for k in range(token.i + 1, len(self.doc.tokens)) if self.doc.tokens[k].start >= mention.end), None)
        return None

    def _is_channel(self, token: Token) -> bool:
        return token.lower in self.scene.lexicon.channels

    def _is_media(self, token: Token) -> bool:
        """Whether a media actor is named at or right after a token ("nyhetsbyrået AFP")."""
        ahead = self.doc.tokens[token.i : token.i + 4]
        return any(m.is_media for t in ahead if t.sentence == token.sentence for m in self.scene.within(self.scene.actors, t.start, t.end))

    def _according_cues(self) -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
        """Cues by their first word, the longest first: the words before the source, and those behind it ("etter … vurdering")."""
        found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        for row in self.scene.lexicon.pack.table("according"):
            before, _, behind = row["cue"].partition("…")
            words = tuple(before.split())
            if words and row["side"] != "after":
                found.setdefault(words[0], []).append((words, tuple(behind.split())))
        return {k: sorted(v, key=lambda p: -len(p[0] + p[1])) for k, v in found.items()}

    def _reports(self, token: Token) -> Report | None:
        """The reporting sense of a token that stands as a verb; infinitives and modal uses are left to the caller."""
        rows = self.scene.lexicon.reporting.get(token.lower, ())
        if (
            not rows
            or not (token.upos in {"VERB", "AUX", "ADJ", "NOUN", "X", "ADP"} or (token.upos == "PROPN" and token.text.islower()))
            or token.rel == "amod"
            or (token.upos in {"NOUN", "ADJ"} and token.rel in {"nmod", "obj", "conj", "nsubj", "nsubj:pass"})
            or (token.upos == "NOUN" and any(self.doc.children(token.i, "case")))
        ):
            return None
        near = [t for t in self.doc.sentence_tokens(token.sentence) if 0 < t.i - token.i <= 6]
        fits = [r for r in rows if not r.fixed or any(all(_stands(word, near) for word in option) for option in r.fixed)]
        fits.sort(key=lambda r: (not r.fixed, r.form == "participle" and not token.is_participle))
        return fits[0] if fits else None

    # --- according to X -------------------------------------------------------------------------------------------------------

    def _according_frames(self, s: int) -> list[Frame]:
        sentence = self.doc.sentences[s]
        found: list[Frame] = []
        for i in range(sentence.first, sentence.last):
            for words, behind in self._according.get(self.doc.tokens[i].lower, ()):
                if not self._reads(i, words, sentence.last):
                    continue
                first = i + len(words)
                limit = self._closed(first, behind, sentence.last) if behind else sentence.last
                links = self._links(first, limit) if limit is not None else ()
                if limit is None or (behind and not any(self._is_somebody(link) for link in links)):
                    continue
                norm = self._norm(links[0]) if links else None
                if norm is not None:
                    self.norms.add(norm)
                elif links and not self._is_nobodys(links[0]):
                    cue = (self.doc.tokens[i].start, self.doc.tokens[first - 1].end)
                    found.append(self._relayed(Frame(*self._according_scope(i, links[0].head, sentence), "according", cue, i, links)))
                break
        return found

    def _according_scope(self, i: int, source: int, sentence: Sentence) -> tuple[int, int]:
        """What a source answers for: the sentence, or the relative clause that it stands in before the main verb ("gruppen, som *ifølge FN* støttes av X, …")."""
        for k in self.scene.clauses.chain(source):
            clause = self.doc.tokens[k]
            antecedent = self.doc.tokens[clause.head]
            if clause.rel == "acl:relcl" and antecedent.i < i and antecedent.head > clause.i:
                inside = [t for t in map(self.doc.tokens.__getitem__, self.doc.subtree(clause.i)) if t.upos != "PUNCT"]
                if inside[0].i < i and inside[-1].i < antecedent.head:
                    return inside[0].start, inside[-1].end
        return sentence.start, sentence.end

    def _reads(self, i: int, words: tuple[str, ...], limit: int) -> bool:
        """Whether the tokens from ``i`` on are the given words; "…" is any verb of saying."""
        tokens = self.doc.tokens[i : min(i + len(words), limit)]
        return len(tokens) == len(words) and all(t.lower == w or (w == ANY_VERB and self._says(t)) for t, w in zip(tokens, words, strict=True))

    def _says(self, token: Token) -> bool:
        return any(not report.fixed for report in self.scene.lexicon.reporting.get(token.lower, ()))

    def _closed(self, first: int, behind: tuple[str, ...], limit: int) -> int | None:
        """Where the words stand that close a cue around a source ("etter *politiets* vurdering"), in the same clause; ``None`` where they do not."""
        reach = range(first + 1, min(limit, first + WIDEST_SOURCE))
        near = itertools.takewhile(lambda k: self.doc.tokens[k].text not in {",", ";", ":"}, reach)
        return next((k for k in near if self._reads(k, behind, limit)), None)

    def _is_somebody(self, link: Link) -> bool:
        """Whether a phrase has a noun, a name or a personal pronoun: not "alt" in "efter alt at dømme"."""
        tokens = self.doc.tokens_between(link.start, link.end)
        return any(t.upos in {"NOUN", "PROPN"} or t.entity != "O" or self._alone(t) for t in tokens)

    def _is_nobodys(self, link: Link) -> bool:
        """Whether a phrase is of reports that nobody is named for: "ifølge ubekreftede meldinger", "enligt uppgift"; a definite one is known."""
        tokens = self.doc.tokens_between(link.start, link.end)
        owned = any(t.upos in {"PROPN", "ADP", "DET"} or t.rel == "nmod:poss" or t.entity != "O" for t in tokens)
        return not owned and self.scene.lexicon.accounts.get(tokens[-1].lower) == "account" and not self.scene.is_definite(tokens[-1])

    def _norm(self, link: Link) -> int | None:
        """The noun of a phrase that names what one acts under, and nobody who tells: "i henhold til en våpenhvileavtale", "according to the law"."""
        tokens = itertools.takewhile(lambda t: t.upos != "ADP", self.doc.tokens_between(link.start, link.end))
        head = next((t for t in reversed(list(tokens)) if t.upos == "NOUN"), None)
        if head is None:
            return None
        agreed = any(s.type == "agreement" for s in self.scene.lexicon.nouns.of(head.lower)[0])
        return head.i if agreed or self.scene.lexicon.accounts.get(head.lower) == "norm" else None

    def _links(self, i: int, limit: int) -> tuple[Link, ...]:
        """One source, or several joined by "og", from token ``i`` on."""
        found: list[Link] = []
        window = self.doc.tokens[i : min(i + WIDEST_SOURCE, limit)]
        paired = bool(window) and window[0].lower in self._both and any(t.lower in self._partings for t in window)
        while paired and i < limit and self.doc.tokens[i].lower in self._both:
            i += 1
        while i < limit:
            chunk = self._chunker.read(i, limit)
            if chunk is None:
                break
            found.append(self._link(*chunk, limit))
            i = chunk[1]
            joint = self._joint(i, limit, paired=paired)
            ahead = self._chunker.read(i + joint, limit) if joint else None
            if ahead is None or not (paired or self._coordinates(i, ahead, limit)):
                break
            i += joint
        return tuple(found)

    def _joint(self, i: int, limit: int, *, paired: bool) -> int:
        """How many tokens from ``i`` on join another source: "og", "så vel som", a comma, "som" after "såvel"; 0 for none."""
        joins = [p for cls in (("and", "paired") if paired else ("and",)) for p in self.scene.lexicon.connectives.get(cls, ())]
        return max((len(p) for p in (*joins, (",",)) if i + len(p) <= limit and self.scene.reads(i, p)), default=0)

    def _coordinates(self, joint: int, ahead: tuple[int, int], limit: int) -> bool:
        """Whether the phrase after "og" or a comma is another source, not the start of another clause."""
        after = self.doc.tokens[ahead[1]] if ahead[1] < limit else None
        if self.doc.tokens[joint].text == ",":
            return after is not None and after.lower in self._joins and self.doc.tokens[ahead[0]].upos == "PROPN"
        linked = any(self.doc.tokens[k].rel == "conj" and self.doc.tokens[k].head < joint for k in range(*ahead))
        return after is None or linked or after.upos not in {"VERB", "AUX"}

    def _link(self, first: int, last: int, limit: int) -> Link:
        tokens = self.doc.tokens
        wide = last
        if last + 1 < limit and tokens[last].text == "," and self.scene.lexicon.pronouns.get(tokens[last + 1].lower, {}).get("person") == "rel":
            wide = next((k for k in range(last + 1, limit) if tokens[k].text in ",." and k > last + 2), limit)
        head = next((k for k in range(first, last) if tokens[k].upos in {"NOUN", "PROPN", "PRON"}), first)
        return Link(tokens[first].start, tokens[last - 1].end, tokens[wide - 1].end, head, self._called(last))

    def _called(self, i: int) -> tuple[int, int] | None:
        """The name behind a phrase that goes on at token ``i`` with "som kaller seg …", "who gave his name as …"."""
        ahead = list(itertools.takewhile(lambda t: t.text not in ".;:", self.doc.tokens[i : i + 10]))
        for words in self.scene.lexicon.connectives.get("called", ()):
            k = next((k for k in range(len(ahead)) if tuple(t.lower for t in ahead[k : k + len(words)]) == words), None)
            behind = ahead[k + len(words) :] if k in {1, 2} else []
            titled = 1 if behind and behind[0].upos == "NOUN" else 0
            marked = itertools.takewhile(lambda t: t.upos == "PROPN" or t.text in '«»”“"', behind[titled:])
            named = [t for t in marked if t.upos == "PROPN"]
            if named:
                return named[0].start, named[-1].end
        return None

    # --- X says -------------------------------------------------------------------------------------------------------------

    def _verb_frames(self, s: int) -> list[Frame]:
        sentence = self.doc.sentences[s]
        found = []
        for i in range(sentence.first, sentence.last):
            token = self.doc.tokens[i]
            report = self._reports(token)
            if report is None or self._in_quote(token) or self._is_idle(token, report):
                continue
            frame = self._verb_frame(Speech(token, report), s)
            if frame is not None:
                found.append(self._relayed(frame))
        return found

    def _in_quote(self, token: Token) -> bool:
        quote = self.doc.quote_at(token.start)
        return quote is not None and quote.kind == "dash"

    def _is_idle(self, token: Token, report: Report) -> bool:
        """A verb of saying that says nothing here: "tenke å gjøre", an infinitive after "uten å", or under a modal with a negation ("kan ikke bekrefte")."""
        if report.cls in {"evaluating", "pointing"} and any("VerbForm=Inf" in t.feats for t in self.doc.children(token.i, "xcomp", "obj")):
            return True
        if token.lower in self.scene.lexicon.modals and report.cls == "demanding" and not self._wants(token):
            return True
        if "VerbForm=Inf" not in token.feats:
            return report.cls in UNSAID and self._is_negated(token) and self._complement(token, self.doc.sentences[token.sentence].last)
        modal = next((t for t in self.doc.children(token.i, "aux") if t.lower in self.scene.lexicon.modals), None)
        if modal is None and self.doc.tokens[token.i - 1].text in CLOSING and not any(self.doc.children(token.i, "mark")):
            return False  # a past tense that looks like an infinitive: "…, melde politiet"
        return modal is None or any(self.scene.lexicon.negation.get(t.lower) for t in self.doc.children(token.i, "advmod", "cc", "det"))

    def _is_negated(self, verb: Token) -> bool:
        """Whether a verb or its subject has a negation: "har *ikke* bekreftet", "*verken* X eller Y har", "*ingen* av partene har"."""
        subjects = list(self.doc.children(verb.i, "nsubj", "nsubj:pass"))
        parts = [c for t in subjects for c in self.doc.children(t.i, "cc", "det", "advmod")]
        parts += [*subjects, *self.doc.children(verb.i, "advmod", "cc")]
        return any(self.scene.lexicon.negation.get(t.lower) for t in parts)

    def _wants(self, modal: Token) -> bool:
        """Whether a phrase stands behind "vil ha", as in "vil ha *offiserene* stilt for retten", and not the participle of a perfect ("vil ha *mistet*")."""
        following = self.doc.tokens[modal.i + 1 : modal.i + 6]
        have = next((t.i for t in following if "have" in self.scene.lexicon.auxiliaries.get(t.lower, ())), None)
        behind = self.doc.tokens[have + 1] if have is not None and have + 1 < len(self.doc.tokens) else None
        return behind is not None and behind.upos in {"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"} and not behind.is_participle

    def _verb_frame(self, speech: Speech, s: int) -> Frame | None:
        sentence, token = self.doc.sentences[s], speech.token
        cue = (token.start, token.end)
        opens = self._fronted_pronoun(token, sentence.first)
        relays: tuple[Link, ...] = ()
        if speech.report.form == "passive" or self._is_passive(token):
            links = self._by_phrase(token, sentence.last)
            if speech.report.cls == "citing":
                links, relays = self._speaker(token, s), links
            if not links:
                return self._document_frame(speech, s)
        else:
            links = self._speaker(token, s)
            told = self._told_by(speech, sentence.last)
            if told:
                links, relays = told, links
        if not links or self._only_thing(links):
            document = self._document_frame(speech, s)
            if document is not None:
                return document
            if not links:
                return None
        if speech.report.cls == "hearing" and token.rel == "acl:relcl":
            return None  # "en lege som Reuters har *snakket* med"
        if speech.report.cls == "witnessing" and not any(self._saw(link) for link in links):
            return None
        if all(self._is_mute(link) for link in links):
            return None
        if opens and not self._complement(token, sentence.last):
            start, end = self._looking_back(s)
            return Frame(start, end, "back", cue, token.i, links, relays, cls=speech.report.cls)
        start, end = self._content(token, relays if relays and relays[0].start < token.start else links, s)
        return Frame(start, end, "verb", cue, token.i, links, relays, cls=speech.report.cls)

    def _told_by(self, speech: Speech, limit: int) -> tuple[Link, ...]:
        """Who says it where the subject only passes it on: "får NRK opplyst *fra politiet*", "avisen siterer *en kilde* på at"."""
        token = speech.token
        if speech.report.cls == "hearing":
            return self._by_phrase(token, limit, ORIGINS)
        if speech.report.cls == "citing":
            links = self._links(token.i + 1, limit)
            return links if any(self._is_somebody(link) for link in links) else ()
        return ()

    def _saw(self, link: Link) -> bool:
        """Whether a source is a reporter, a news medium or a witness: what they saw is first-hand."""
        tokens = self.doc.tokens_between(link.start, link.end)
        return any(kind in {"media", "witness"} for t in tokens for kind, _ in self.scene.lexicon.roles.of(t.lower)[0]) or any(
            m.is_media for m in self.scene.within(self.scene.actors, link.start, link.end)
        )

    def _is_mute(self, link: Link) -> bool:
        """Whether a phrase names a vehicle, weapon, thing or attack, which says nothing ("tankene sto i brann", "lyd av granater", "angrepet var rettet mot")."""
        tokens = self.doc.tokens_between(link.start, link.end)
        inside = {t.i for t in tokens}
        head = next((t for t in tokens if t.head not in inside or t.head == t.i), tokens[-1])
        lexicon = self.scene.lexicon
        kinds = lexicon.kinds.get(head.lower)
        if head.entity != "O" or any(k.sort in {"people", "force"} for k in kinds):
            return False
        struck = any(s.type in ATTACKS for s in lexicon.nouns.of(head.lower)[0]) or bool(lexicon.weapons.of(head.lower)[0])
        return (bool(kinds) and kinds[0].sort in {"vehicle", "thing"}) or (struck and not lexicon.roles.of(head.lower)[0])

    def _fronted_pronoun(self, token: Token, first: int) -> bool:
        """Whether the sentence begins "Det opplyser …": a pronoun for what was told right before the verb of saying, not "*den* mistenker noen"."""
        return token.i == first + 1 and self.doc.tokens[first].lower in self.scene.lexicon.single("told")

    def _points_left(self, token: Token, first: int) -> bool:
        """Whether a pronoun before the verb stands for the words of the same sentence: "ti ble drept – *det* bekrefter politiet"."""
        before = self.doc.tokens[token.i - 1]
        told = before.i > first + 1 and before.lower in self.scene.lexicon.single("told")
        return told and self.doc.tokens[before.i - 1].text in ASIDE and not self._complement(token, self.doc.sentences[token.sentence].last)

    def _only_thing(self, links: tuple[Link, ...]) -> bool:
        first = next(iter(self.doc.tokens_between(links[0].start, links[0].end)), None) if links else None
        return len(links) == 1 and first is not None and first.lower in self._demonstratives and first.upos == "PRON"

    def _is_passive(self, token: Token) -> bool:
        helpers = self.doc.children(token.i, "aux", "aux:pass", "cop")
        return token.is_participle and any({"become", "be"} & set(self.scene.lexicon.auxiliaries.get(t.lower, ())) for t in helpers)

    def _by_phrase(self, token: Token, limit: int, roles: frozenset[str] = AGENT) -> tuple[Link, ...]:
        for k in range(token.i + 1, min(limit, token.i + 6)):
            if roles & self.scene.lexicon.prepositions.get(self.doc.tokens[k].lower, frozenset()):
                return self._links(k + 1, limit)
            inner = self.doc.tokens[k].upos == "VERB" and roles == AGENT  # "uppges ha *dödats* av polisen", not "får *opplyst* av politiet"
            if inner or self.doc.tokens[k].upos == "PUNCT" or self.doc.tokens[k].lower in self._complementizers:
                break
        return ()

    def _speaker(self, token: Token, s: int) -> tuple[Link, ...]:
        """Who says it: the subject in the tree, else the phrase right after an inverted verb, else that of the verb it is coordinated with."""
        sentence = self.doc.sentences[s]
        inverted = self._follows_comma_or_front(token, sentence.first)
        after = self._skip(token.i + 1, sentence.last)
        if inverted:
            links = self._links(after, sentence.last)
            if (
                links
                and self._is_nominal(links[0])
                and (self._fronted_phrase(token, sentence.first) or self._is_set_in(token) or not self._is_relay_object(token, links, s))
                and not self._opens_clause(links[-1], sentence.last)
            ):
                return links
        if not inverted or (self.doc.tokens[token.i - 1].text == "," and self.scene.clauses.own_subject(token.i) is None):
            before = self._chunk_before(token, sentence.first)
            if before:
                return before
        former = self._coordinated_report(token, sentence)
        if former is not None:
            return self._speaker(former, s)
        subject = self.scene.clauses.subject(token.i)
        if subject is not None and subject.sentence == s and self.scene.time_at(subject) is None and subject.i != token.i:
            if subject.i < token.i:
                return self._before(subject, token.i)
            return self._links(min(self.scene.clauses.noun_phrase(subject.i)[0], subject.i), sentence.last)
        return () if "VerbForm=Inf" in token.feats else self._links(after, sentence.last)

    def _coordinated_report(self, token: Token, sentence: Sentence) -> Token | None:
        """The verb of saying that another goes on for: "X *nekter* for at …, men *innrømmer* at …", whatever verb of the words between the tree joins it to."""
        if not self._goes_on_saying(token):
            return None
        said = [t for t in self.doc.tokens[sentence.first : token.i - 1] if self._reports(t) is not None and "VerbForm=Inf" not in t.feats]
        return next((t for t in reversed(said) if self._complement_follows(t) or self._tags(t) or any(self.doc.children(t.i, "ccomp"))), None)

    def _tags(self, token: Token) -> bool:
        """Whether a verb of saying stands behind its words: "…, opplyser hæren", "…, the army said"."""
        subject = self.scene.clauses.own_subject(token.i)
        first = min(token.i, self.scene.clauses.noun_phrase(subject.i)[0]) if subject is not None else token.i
        return self.doc.tokens[first - 1].text in CLOSING

    def _goes_on_saying(self, token: Token) -> bool:
        """Whether a verb of saying without a subject and with "at" takes up another: "opplyser hæren *og legger til at*", "the army said, *adding that*"."""
        before = self.doc.tokens[token.i - 1]
        joins = before.upos == "CCONJ" or (before.text == "," and {"Tense=Pres", "VerbForm=Part"} <= token.feats)
        reports = joins and self._complement_follows(token) and self._reports(token) is not None
        return reports and token.head != token.i and self.scene.clauses.own_subject(token.i) is None

    def _complement_follows(self, token: Token) -> bool:
        """Whether "at" stands right behind a verb, particles and a preposition aside ("nekter for at")."""
        ahead = itertools.dropwhile(lambda t: t.upos in {"ADP", "ADV", "PUNCT", "PART"}, self.doc.tokens[token.i + 1 : token.i + 5])
        return token.upos in {"VERB", "AUX"} and next((t.lower in self._complementizers for t in ahead), False)

    def _opens_clause(self, link: Link, limit: int) -> bool:
        """Whether a phrase behind the verb is the subject of what is said: "gruppen, som …, sier *de* har drept"."""
        behind = next((t for t in self.doc.tokens[link.head + 1 : limit] if t.start >= link.end), None)
        return behind is not None and behind.upos in {"VERB", "AUX"} and "VerbForm=Fin" in behind.feats

    def _is_nominal(self, link: Link) -> bool:
        """Whether a phrase is one of people or things, and not an adverb that looks like an adjective ("opplyser samtidig at")."""
        token = self.doc.tokens[link.head]
        return token.upos in {"NOUN", "PROPN", "PRON", "NUM", "X", "DET"} or token.entity != "O" or self.scene.kind(token) is not None

    def _follows_comma_or_front(self, token: Token, first: int) -> bool:
        """Verb-second inversion: the verb stands after a comma or closing mark, or after a fronted adverbial or demonstrative."""
        if token.i == first:
            return True
        before = self.doc.tokens[token.i - 1]
        if before.text in {",", "»", "”", '"', "«", "“", "?", "!", "–", "-"}:
            return True
        if self._fronted_pronoun(token, first) or self._fronted_phrase(token, first) or self._points_left(token, first):
            return True
        return (
            self.scene.time_at(before) is not None
            and self.scene.time_at(self.doc.tokens[first]) is not None
            and self.scene.time_at(before) == self.scene.time_at(self.doc.tokens[first])
        )

    def _fronted_phrase(self, token: Token, first: int) -> bool:
        """Whether a phrase with a preposition fills the place before the verb, and the subject stands behind it: "*På nettstedet* hevder geriljaen"."""
        if self.doc.tokens[first].upos != "ADP" or not any(t.i > token.i for t in self.doc.children(token.i, "nsubj")):
            return False
        chunk = self._chunker.read(first + 1, token.i)
        return chunk is not None and chunk[1] == token.i

    def _skip(self, i: int, limit: int) -> int:
        """Over adverbs and time expressions after the verb."""
        while i < limit:
            token = self.doc.tokens[i]
            if (
                self.scene.time_at(token) is not None
                or token.upos in {"ADV", "PART"}
                or (token.upos == "PRON" and token.rel == "expl")
                or (token.rel == "compound:prt")
            ):
                i += 1
            else:
                break
        return i

    def _is_relay_object(self, token: Token, links: tuple[Link, ...], s: int) -> bool:
        """ "oplyser nyhedsbureauet AFP, at": the phrase after the verb is a relay where a subject stands before."""
        subject = self.scene.clauses.own_subject(token.i)
        return (
            subject is not None
            and subject.i < token.i
            and subject.sentence == s
            and self.scene.time_at(subject) is None
            and subject.lower not in self._demonstratives
        )

    def _before(self, subject: Token, verb: int) -> tuple[Link, ...]:
        sentence = self.doc.sentences[subject.sentence]
        first = min(self.scene.clauses.noun_phrase(subject.i)[0], subject.i)
        while (
            first > sentence.first
            and self.doc.tokens[first - 1].upos in {"DET", "ADJ", "PROPN"}
            and self.scene.time_at(self.doc.tokens[first - 1]) is None
        ):
            first -= 1
        links = self._links(first, verb)
        return links or (self._link(subject.i, subject.i + 1, verb),)

    def _chunk_before(self, token: Token, first: int) -> tuple[Link, ...]:
        """The phrase that fills the clause from its beginning up to the verb, auxiliaries aside: the subject before a verb in second place."""
        end = token.i
        while end > first and (self.doc.tokens[end - 1].upos in {"AUX", "ADV"} or self.scene.time_at(self.doc.tokens[end - 1]) is not None):
            end -= 1
        if end > first + 1 and self.doc.tokens[end - 1].text == ",":
            end -= 1
        fallback: tuple[Link, ...] = ()
        for i in range(max(first, end - 14), end):
            opens = i == first or self.doc.tokens[i - 1].text in {",", ":", "–", "-"} or self.doc.tokens[i - 1].upos in {"CCONJ", "SCONJ"}
            if opens and self.doc.tokens[i].upos != "SCONJ" and self.doc.tokens[i].lower not in self.scene.clauses.relatives:
                links = self._links(i, end)
                if links and links[-1].end == self.doc.tokens[end - 1].end:
                    return links
                if links and not fallback and self._is_reduced(links[-1], end, token):
                    fallback = links
        return fallback

    def _is_reduced(self, link: Link, end: int, verb: Token) -> bool:
        """Whether only a clause of its own stands between a phrase and its verb ("investigators *appointed by the coalition* said", "en gruppe *som …*, sier")."""
        behind = [t for t in self.doc.tokens[link.head + 1 : end] if t.start >= link.end]
        clause = {i for child in self.doc.children(link.head, "acl", "acl:relcl") for i in self.doc.subtree(child.i)}
        return bool(behind) and verb.i not in clause and all(t.i in clause for t in behind)

    def _complement(self, token: Token, limit: int) -> bool:
        """Whether an "at" clause or a clause in the tree follows the verb."""
        ahead = self.doc.tokens[token.i + 1 : min(limit, token.i + 16)]
        if any(t.lower in self._complementizers for t in ahead):
            return True
        return any(t.i > token.i and t.upos in {"VERB", "AUX"} for t in self.doc.children(token.i, "ccomp"))

    def _content(self, token: Token, links: tuple[Link, ...], s: int) -> tuple[int, int]:
        """Characters of what is said: before the comma of a postposed tag, else from the verb to the end of the sentence."""
        sentence = self.doc.sentences[s]
        comma = self._tag_start(token) - 1
        while comma > sentence.first and self.scene.time_at(self.doc.tokens[comma]) is not None:
            comma -= 1
        postposed = comma > sentence.first and self.doc.tokens[comma].text in CLOSING | {"?", "!"}
        follows = links[0].start > token.start or comma != token.i - 1
        right = min(self._own_words_end(token, sentence), self._relative_end(token, sentence))
        tagged = self._subject_first_tag(token, links, sentence)
        if tagged is not None:
            return sentence.start, tagged
        if postposed and follows and not self._complement_before_comma(token, sentence.last):
            aside = not any(
                t.upos == "VERB" and t.lower not in self.scene.lexicon.auxiliaries for t in self.doc.tokens[sentence.first : comma]
            ) and self._goes_on_after(links, sentence)
            return sentence.start, sentence.end if aside else self.doc.tokens[comma].start
        if self._points_left(token, sentence.first):
            return sentence.start, self.doc.tokens[token.i - 2].start
        if self._tells_of_subject(token, links, sentence):
            return sentence.start, token.start
        return token.end, right

    def _tag_start(self, token: Token) -> int:
        """Where the words of a verb of saying begin: at the auxiliary of a perfect around its subject ("…, *har* politiet *opplyst*")."""
        subjects = [t.i for t in self.doc.children(token.i, "nsubj")]
        return min((t.i for t in self.doc.children(token.i, "aux") if any(t.i < k < token.i for k in subjects)), default=token.i)

    def _is_set_in(self, token: Token) -> bool:
        """Whether a verb of saying stands behind an auxiliary and a comma: "leiren ble, *forteller* beboere, truffet"."""
        return self.doc.tokens[token.i - 1].text == "," and self.doc.tokens[token.i - 2].lower in self.scene.lexicon.auxiliaries

    def _goes_on_after(self, links: tuple[Link, ...], sentence: Sentence) -> bool:
        """Whether a tag is set into the clause that it tells of: "leiren ble, *forteller beboere*, truffet av granater"."""
        behind = [t for t in self.doc.tokens[links[-1].head : sentence.last] if t.start >= links[-1].end]
        comma = next((k for k, t in enumerate(behind) if t.text == ","), None)
        return comma is not None and any(t.upos in {"VERB", "AUX"} for t in behind[comma + 1 : comma + 2])

    def _tells_of_subject(self, token: Token, links: tuple[Link, ...], sentence: Sentence) -> bool:
        """Whether what is said stands as subject before a passive: "*opplysningene om at hæren drepte sivile* avvises av regjeringen"."""
        subject = self._clause_before(token, sentence) or self.scene.clauses.own_subject(token.i)
        passive = self._is_passive(token) or any(r.form == "passive" for r in self.scene.lexicon.reporting.get(token.lower, ()))
        if not passive or subject is None or not sentence.first <= subject.i < token.i < links[0].head or self._complement(token, sentence.last):
            return False
        return not self._is_negated(token) and all(self._is_somebody(link) for link in links)

    def _clause_before(self, token: Token, sentence: Sentence) -> Token | None:
        """The clause that is the subject: "*at hæren bombet sykehuset*, ble bekreftet av X"."""
        opens = self.doc.tokens[sentence.first].lower in self._complementizers
        return next(self.doc.children(token.i, "advcl", "csubj", "ccomp"), None) if opens else None

    def _subject_first_tag(self, token: Token, links: tuple[Link, ...], sentence: Sentence) -> int | None:
        """ "…, investigators said on Saturday.": where what is said ends before a tag with its subject first; ``None`` where words follow the verb."""
        first = next(iter(self.doc.tokens_between(links[0].start, links[0].end)), None)
        if first is None or first.i >= token.i or first.i - 1 <= sentence.first or self.doc.tokens[first.i - 1].text not in CLOSING:
            return None
        rest = list(itertools.takewhile(lambda t: not self._goes_on_saying(t), self.doc.tokens[token.i + 1 : sentence.last]))
        inner = {"advcl", "acl", "acl:relcl"}
        when = {i for t in rest if t.rel in inner and t.head >= token.i for i in self.doc.subtree(t.i)}
        says_more = any((t.upos in {"VERB", "AUX"} and t.i not in when) or t.lower in self._complementizers for t in rest)
        return self.doc.tokens[first.i - 1].start if not says_more and first.i - sentence.first > 4 else None

    def _own_words_end(self, token: Token, sentence: Sentence) -> int:
        """Where a request without "at" ends ("ba om hjelp fordi …"): before the next clause with a conjunction of its own."""
        ahead = self.doc.tokens[token.i + 1 : sentence.last]
        if any(t.lower in self._complementizers for t in ahead):
            return sentence.end
        why = self.scene.lexicon.single("cause")
        ends = (a.end for a, b in itertools.pairwise(ahead) if b.upos == "SCONJ" and (a.text == "," or b.lower in why))
        return next(ends, sentence.end)

    def _relative_end(self, token: Token, sentence: Sentence) -> int:
        """Where the words end of a verb in a relative clause that the main clause goes on behind: "regjeringen, som *avviser anklagene*, setter ned …"."""
        antecedent = self.doc.tokens[token.head]
        if token.rel != "acl:relcl" or antecedent.i > token.i or antecedent.head <= token.i:
            return sentence.end
        predicate = [t.i for t in self.doc.children(antecedent.head, "aux", "cop") if t.i > token.i]
        return self.doc.tokens[min([antecedent.head, *predicate]) - 1].end

    def _complement_before_comma(self, token: Token, limit: int) -> bool:
        """Whether "at" follows inside the tag itself ("melder politiet at"): then the content stands to the right."""
        for t in self.doc.tokens[token.i + 1 : limit]:
            if t.lower in self._complementizers:
                return True
            if self._goes_on_saying(t):
                return False
            if t.text in {",", ";", ":"} and not (t.i + 1 < limit and self.doc.tokens[t.i + 1].lower in self._complementizers):
                return False
        return False

    def _looking_back(self, s: int) -> tuple[int, int]:
        """ "Det opplyser X": the sentences of the paragraph before it, or the paragraph before where it opens one."""
        sentence = self.doc.sentences[s]
        first = s
        while first > 0 and self.doc.sentences[first - 1].block == sentence.block:
            first -= 1
        if first == s and s > 0:
            block = self.doc.sentences[s - 1].block
            first = s - 1
            while first > 0 and self.doc.sentences[first - 1].block == block:
                first -= 1
        return self.doc.sentences[first].start, self.doc.sentences[s - 1].end if s else sentence.end

    def _document_frame(self, speech: Speech, s: int) -> Frame | None:
        """ "heter det i en uttalelse fra X", "lyder det fra X", "fremgår det af rapporten": the source stands in a phrase behind the verb."""
        sentence, token = self.doc.sentences[s], speech.token
        fronted = self._fronted_source(token, sentence.first)
        if fronted is not None:
            return Frame(*self._content(token, (fronted,), s), "document", (token.start, token.end), token.i, (fronted,), cls=speech.report.cls)
        limit = next(
            (t.i for t in self.doc.tokens[token.i + 1 : sentence.last] if t.text in {",", ";"} or t.lower in self._complementizers), sentence.last
        )
        channel: tuple[int, int, str] | None = None
        document: Token | None = None
        for t in self.doc.tokens[token.i + 1 : limit]:
            roles = self.scene.lexicon.prepositions.get(t.lower, frozenset())
            if t.upos == "VERB" and document is None:
                break  # "meldes *drept* av soldater"
            if self._is_channel(t) and document is None:
                channel = (t.start, t.end, self.scene.lexicon.channels[t.lower])
                document = t
            if roles & {"origin", "agent"} and (channel is not None or t.i <= token.i + 3):
                links = self._links(t.i + 1, limit if limit > t.i + 1 else sentence.last)
                if links and (channel is not None or speech.report.form != "passive" or not self.doc.tokens[links[0].head].entity.endswith("LOC")):
                    return Frame(
                        *self._content(token, links, s),
                        "document",
                        (token.start, token.end),
                        token.i,
                        links,
                        channels=(channel,) if channel else (),
                        cls=speech.report.cls,
                    )
        if document is not None:
            link = self._link(document.i, document.i + 1, limit)
            return Frame(*self._content(token, (link,), s), "document", (token.start, token.end), token.i, (link,), cls=speech.report.cls)
        return None

    def _fronted_source(self, token: Token, first: int) -> Link | None:
        """Where it comes from that stands before the verb: "*Fra sykehuset* meldes det at", "*Av rapporten* fremgår det at"; a place tells nothing."""
        preposition = self.doc.tokens[first]
        roles = self.scene.lexicon.prepositions.get(preposition.lower, frozenset())
        chunk = self._chunker.read(first + 1, token.i) if preposition.upos == "ADP" and first + 1 < token.i else None
        if chunk is None or chunk[1] != token.i:
            return None
        tokens = self.doc.tokens[chunk[0] : chunk[1]]
        noun = next((t for t in tokens if t.upos in {"NOUN", "PROPN"}), tokens[0])
        told = "origin" in roles and not noun.entity.endswith("LOC") and self.scene.time_at(noun) is None
        return self._link(*chunk, token.i) if told or any(self._is_document(t) for t in tokens) else None

    def _is_document(self, token: Token) -> bool:
        return self._is_channel(token) or any(kind == "document" for kind, _ in self.scene.lexicon.roles.of(token.lower)[0])

    # --- relays and channels ----------------------------------------------------------------------------------------------

    def _relayed(self, frame: Frame) -> Frame:
        """Add what the words came through: "til AFP", "over for Reuters", "på Twitter", and an agency told as object."""
        cue = self.doc.tokens[frame.cue_token]
        sentence = self.doc.sentences[cue.sentence]
        inside = [
            t
            for t in self.doc.tokens[sentence.first : sentence.last]
            if not frame.start <= t.start < frame.end or frame.construction == "according" or t.i - frame.cue_token in range(1, 9)
        ]
        sources = [(link.start, link.end) for link in frame.sources]
        relays: list[Link] = list(frame.relays)
        channels = list(frame.channels)
        for t in inside:
            if any(s <= t.start < e for s, e in sources):
                continue
            if self._is_channel(t) and t.i > sentence.first and abs(t.i - frame.cue_token) <= 14 and self._channel_phrase(t):
                channels.append((t.start, t.end, self.scene.lexicon.channels[t.lower]))
            for mention in self.scene.within(self.scene.actors, t.start, t.end):
                near = -2 <= t.i - frame.cue_token <= 12 or frame.construction != "verb"
                if mention.is_media and near and mention.start == t.start and self._is_relay(t, frame):
                    relays.append(Link(mention.start, mention.end, mention.end, t.i))
        unique = tuple(dict.fromkeys(relays))
        return replace(frame, relays=unique, channels=tuple(dict.fromkeys(channels)))

    def _channel_phrase(self, t: Token) -> bool:
        before = self.doc.tokens[max(0, t.i - 3) : t.i]
        return any(
            "place" in self.scene.lexicon.prepositions.get(b.lower, ()) or "through" in self.scene.lexicon.prepositions.get(b.lower, ())
            for b in before
        )

    def _is_relay(self, t: Token, frame: Frame) -> bool:
        before = [b.lower for b in self.doc.tokens[max(0, t.i - 4) : t.i] if b.sentence == t.sentence]
        after_cue = t.i - frame.cue_token in range(1, 5) and frame.construction == "verb"
        return (
            after_cue
            or any(self.scene.lexicon.prepositions.get(b, frozenset()) & {"toward", "beneficiary", "about"} for b in before[-3:])
            or " ".join(before).endswith(("over for", "overfor"))
        )

    # --- direct speech ------------------------------------------------------------------------------------------------------

    def _quote_frames(self, frames: list[Frame]) -> list[Frame]:
        """Frames of quotes: the speaker of the tag, of another piece of the group, or of the speech before."""
        found: list[Frame] = []
        by_group: dict[int, Frame] = {}
        last: Frame | None = None
        quotes = [q for q in self.doc.quotes if q.kind == "dash" or self._is_speech(q)]
        for quote in quotes:
            tagged = self._tagged(quote, frames)
            if tagged is not None:
                by_group.setdefault(quote.group, tagged)
        for quote in quotes:
            speaker = self._tagged(quote, frames) or by_group.get(quote.group)
            implied = speaker is None
            if speaker is None and quote.kind == "dash":
                speaker = self._speaker_before(quote, frames, last)
            if speaker is not None:
                frame = replace(
                    speaker,
                    start=quote.start,
                    end=quote.end,
                    construction="quote",
                    direct=True,
                    implied=implied,
                    cls="neutral" if implied else speaker.cls,
                )
                found.append(frame)
                last = frame
        return found

    def _is_speech(self, quote: Quote) -> bool:
        """Marked words are speech where they hold a predicate and some length, with a tag less; shorter ones are scare quotes or names."""
        inside = self.doc.tokens_between(quote.start, quote.end)
        return len(inside) >= (5 if quote.tag is None else 3) and any(t.upos in {"VERB", "AUX"} for t in inside)

    def _tagged(self, quote: Quote, frames: list[Frame]) -> Frame | None:
        if quote.tag is None:
            return None
        start, end = quote.tag
        inside = self.doc.tokens_between(start, end)
        for token in inside:
            report = self._reports(token)
            if report is None:
                according = [f for f in frames if f.construction == "according" and f.cue[0] == token.start]
                if according:
                    return according[0]
                continue
            speech = Speech(token, report)
            document = self._document_frame(speech, token.sentence)
            limit = next((t.i for t in self.doc.tokens[token.i + 1 :] if t.start >= end), self.doc.sentences[token.sentence].last)
            links = self._links(self._skip(token.i + 1, limit), limit)
            if links and not self._only_thing(links):
                return self._relayed(Frame(quote.start, quote.end, "verb", (token.start, token.end), token.i, links, cls=report.cls))
            if document is not None:
                return self._relayed(document)
        return None

    def _speaker_before(self, quote: Quote, frames: list[Frame], last: Frame | None) -> Frame | None:
        """The speaker of an untagged dash paragraph: of the nearest speech that ends before it in the two paragraphs before."""
        block = self.doc.blocks[quote.block]
        near = [
            f
            for f in frames
            if f.sources and f.cue[0] < quote.start and self.doc.sentences[self.doc.tokens[f.cue_token].sentence].block >= block.i - 2
        ]
        if last is not None and last.start < quote.start:
            near.append(last)
        return max(near, key=lambda f: f.cue[0]) if near else None


def _stands(word: str, near: list[Token]) -> bool:
    """Whether a fixed word of a reporting verb stands among tokens; one that begins with ``!`` must not ("sto !bak")."""
    if word.startswith("!"):
        return not _stands(word[1:], near)
    return any(is_fixed_word(t.lower, word) for t in near)
