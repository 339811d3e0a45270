"""Every message a user can see, each with a code.

``IF1xx`` reading, ``IF2xx`` language packs and registers, ``IF3xx`` parsing models, ``IF4xx`` grounding, ``IF5xx`` claims, ``IF6xx`` evaluation,
``IF7xx`` the second opinion, ``IF8xx`` the ledger and its exports, ``IF9xx`` the command line.
An *error* means that something was left out; a *warning* that it was read with a reservation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MESSAGES: dict[str, tuple[Literal["error", "warning"], str]] = {
    "IF101": ("error", "no such file or folder"),
    "IF102": ("error", "empty: there is no text in it"),
    "IF103": ("error", "binary content, not text"),
    "IF104": ("error", "larger than the limit of {limit} MB"),
    "IF105": ("error", "no publication date: begin the text with ' date YYYY-MM ' or ' date YYYY-MM-DD ', or give --published"),
    "IF106": ("error", "language not recognised among nb, nn, da, sv, en ({detail}): skipped; --lang forces one"),
    "IF107": ("error", "broken JSON: {detail}"),
    "IF108": ("error", "column {column!r} is missing; there are {columns}"),
    "IF109": ("error", "not a date: {value!r}"),
    "IF110": ("error", "cannot be read as {format}: {detail}"),
    "IF111": ("warning", "not UTF-8: read as {encoding}"),
    "IF112": ("warning", "the text ends in the middle of a word or number ({tail!r}): a number there is not used"),
    "IF113": ("warning", "the same text was already read as {first}: left out"),
    "IF114": ("error", "the bytes fit no known text encoding"),
    "IF115": ("warning", "characters were put into Unicode normal form C: offsets refer to the normalised text"),
    "IF116": ("error", "row without text"),
    "IF117": ("error", "the optional dependency {package} is needed to read {format}: pip install 'ifolge[{extra}]'"),
    "IF118": ("warning", "the language given, {given}, is none of nb, nn, da, sv, en: identified as {lang}"),
    "IF119": ("error", "no files match"),
    "IF120": ("warning", "dates disagree: {chosen} ({origin}) is taken, the {other_origin} gives {other}"),
    "IF201": ("error", "language pack {lang}: table {table} is missing"),
    "IF202": ("error", "language pack {lang}: {detail}"),
    "IF203": ("error", "register {detail}"),
    "IF204": ("error", "table {table}: {what} stands here and on line {first}"),
    "IF205": ("error", "table {table}, column {column}: {value!r} is not {expected}"),
    "IF206": ("error", "table {table}: {lemma!r} is not among its own forms"),
    "IF207": ("error", "table {table}: {lemma!r} has {found} of the {least} or more forms of its kind (table paradigms)"),
    "IF208": ("error", "table {table}: {forms} here, and with another meaning on line {first}: a form can have one only"),
    "IF209": ("error", "language pack {lang}: no verb or noun for {types}"),
    "IF210": ("warning", "table {table}: {forms} here, and with another meaning on line {first}: the first is preferred"),
    "IF211": ("warning", "language pack {lang}, table {table}: no {column} {values}, which all other packs have"),
    "IF212": ("error", "no language packs here: a pack is a folder of tables, named for its language ({known})"),
    "IF213": ("error", "table paradigms: no row without ending for the words of table {of}"),
    "IF301": ("error", "no trained pipeline at {path}"),
    "IF302": ("error", "the pipeline {path} was made for another version: {detail}"),
    "IF303": ("error", "the optional dependency {package} is needed for --nlp: pip install 'ifolge[{extra}]'"),
    "IF304": ("error", "the pipeline {path} is not labelled with Universal Dependencies: it has no {missing}"),
    "IF401": ("error", "no gazetteer at {path}"),
    "IF501": ("error", "the extractor failed on this article: {detail}"),
    "IF601": ("error", "not a gold file: {detail}"),
    "IF602": ("error", "no text for gold document {doc!r}: give --text-dir"),
    "IF603": ("error", "not a claim: {detail}"),
    "IF701": ("error", "the optional dependency {package} is needed for --extractor llm: pip install 'ifolge[{extra}]'"),
    "IF702": ("error", "wrong option for --extractor llm: {detail}"),
    "IF703": ("error", "nobody answers at {url} after {tries} tries ({detail}): the work ends here"),
    "IF704": ("error", "{url} refuses us ({detail}): the work ends here"),
    "IF705": ("error", "no answer from {url} after {tries} tries: {detail}"),
    "IF706": ("error", "the answer is not of the form asked for: {detail}"),
    "IF707": ("error", "the answer was cut off {detail}: none of it is used"),
    "IF708": ("error", "answers cannot be kept in this folder: {detail}"),
    "IF709": ("error", "{url} refuses this article: {detail}"),
    "IF711": ("error", "{claim} is not of the form asked for: {detail}: the claim is left out"),
    "IF712": ("error", "{claim}, {field}: the words {quote} {detail}: {lost} is left out"),
    "IF713": ("error", "{claim}, {field}: {said} does not follow from the words {quote}, which give {read}: {lost} is left out"),
    "IF714": ("error", "{claim}, {field}: {value} is not {detail}: {lost} is left out"),
    "IF715": ("warning", "{claim} says what another one said: told once"),
    "IF801": ("error", "there is no ledger: 'ifolge run SOURCE --ledger {path}' makes one"),
    "IF802": ("error", "not a ledger: {detail}"),
    "IF803": ("error", "the ledger has schema {found}, this ifolge has {ours}: {hint}"),
    "IF804": ("error", "the ledger cannot be written or opened: {detail}"),
    "IF805": ("error", "another process keeps the ledger busy: {detail}"),
    "IF806": ("error", "the disk is full or failing, nothing was half-written: {detail}"),
    "IF807": ("error", "the ledger is damaged: {detail}; 'ifolge check' says what is left, 'ifolge restore' brings a backup back"),
    "IF808": ("error", "the database does not answer as it should: {detail}"),
    "IF809": ("error", "{package} is needed for {what}: pip install {install}"),
    "IF810": ("error", "the ledger keeps {keeps} of the texts, not {asked}: that was chosen when it was made"),
    "IF811": ("error", "{value!r} is not {expected}"),
    "IF812": ("error", "cannot correct {slot}: {detail}"),
    "IF813": ("error", "cannot undo {judgement!r}: {detail}"),
    "IF814": ("warning", "the ledger has these words as {first}, with other white space and without keeping the text: left out"),
    "IF815": ("warning", "judgement {judgement} ({verdict} by {reviewer}): {detail}"),
    "IF816": ("error", "not a line of claims-jsonl: {detail}"),
    "IF817": ("error", "only a part of a ledger was exported here: a whole export, without filters, can be restored"),
    "IF818": ("error", "another ledger stands here, or this one with more in it than the export has"),
    "IF820": ("error", "cannot be watched: {detail}"),
    "IF821": ("error", "not OPML: {detail}"),
    "IF822": ("error", "the feed did not come: {detail}"),
    "IF823": ("warning", "the feed has moved for good, and is asked for there from now on: {url}"),
    "IF824": ("error", "the feed is gone for good (410 Gone): it is not asked for any more"),
    "IF825": ("error", "the folder cannot be looked into: {detail}"),
    "IF840": ("error", "a PostgreSQL database is kept and brought back by its own means: {hint}"),
    "IF841": ("error", "there is something already: {hint}"),
    "IF842": ("error", "not a whole backup of a ledger: {detail}"),
    "IF843": ("error", "the {row} is damaged: {detail}; 'ifolge restore' brings a backup back"),
    "IF844": ("error", "{row}: {detail}; this is never changed, so something else wrote here: 'ifolge restore' brings a backup back"),
    "IF845": ("error", "{row}: {detail}; 'ifolge check --repair' makes it anew"),
    "IF846": ("error", "{row} {detail}; 'ifolge check --repair' attaches it anew"),
    "IF847": ("error", "the guard {row}, which keeps what must not change, is missing; 'ifolge check --repair' puts it back{detail}"),
    "IF848": ("error", "the tables are not those of schema {row}: {detail}; 'ifolge restore' brings a backup back"),
    "IF901": ("error", "no claim {claim!r} in these sources"),
    "IF902": ("error", "unknown record {name!r}; there are {names}"),
    "IF903": ("error", "cannot write {path}: {detail}"),
    "IF904": ("error", "no time zone data or wrong option: {detail}"),
    "IF905": ("error", "{claim!r} begins several claims: {names}"),
    "IF906": ("error", "not a question: {detail}"),
}


@dataclass(frozen=True, slots=True)
class Issue:
    """One coded message about one input: what, where, and whether something was left out."""

    code: str
    where: str
    line: int | None
    text: str

    @property
    def severity(self) -> Literal["error", "warning"]:
        return MESSAGES[self.code][0]

    def __str__(self) -> str:
        place = f"{self.where}:{self.line}" if self.line is not None else self.where
        return f"{place}: {self.severity} {self.code}: {self.text}"


def issue(code: str, *, where: str, line: int | None = None, **values: object) -> Issue:
    """Make the message of a code. Raises ``KeyError`` for an unknown code or a missing value."""
    return Issue(code, where, line, MESSAGES[code][1].format(**values))


class IfolgeError(Exception):
    """An error that stops the work at hand; ``issue`` is what the user is told."""

    def __init__(self, problem: Issue) -> None:
        super().__init__(str(problem))
        self.issue = problem


def fail(code: str, *, where: str, line: int | None = None, **values: object) -> IfolgeError:
    """The exception of a code, to be raised."""
    return IfolgeError(issue(code, where=where, line=line, **values))
