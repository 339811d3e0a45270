"""The hand-corrected conflict sentences are well-formed CoNLL-U in the treebanks' label set, and the checker finds what is wrong."""

import re
from pathlib import Path

import pytest

from training.check_conllu import check_file, sentences
from training.treebanks import read_conllu

FOLDER = Path(__file__).resolve().parents[2] / "training" / "conflict-ud"
FILES = sorted(FOLDER.glob("*.conllu"))
FEWEST = {"nb": 150, "nn": 80, "da": 80, "sv": 80}

SOUND = """# sent_id = a-1
# text = Hæren bombet Kirdasa.
1\tHæren\thær\tNOUN\t_\tDefinite=Def|Gender=Masc|Number=Sing\t2\tnsubj\t_\tname=O
2\tbombet\tbombe\tVERB\t_\tMood=Ind|Tense=Past|VerbForm=Fin\t0\troot\t_\tname=O
3\tKirdasa\tKirdasa\tPROPN\t_\t_\t2\tobj\t_\tname=B-LOC|SpaceAfter=No
4\t.\t$.\tPUNCT\t_\t_\t2\tpunct\t_\tname=O

"""


def test_there_are_conflict_sentences() -> None:
    assert {"nb", "nn"} <= {path.stem for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_conflict_file_is_well_formed(path: Path) -> None:
    assert check_file(path) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_conflict_file_is_large_enough_and_reads_as_training_material(path: Path) -> None:
    texts = [comments["text"] for comments, _ in sentences(path)]
    assert len(set(texts)) == len(texts) >= FEWEST[path.stem]
    read = list(read_conllu(path, lang=path.stem))
    assert len(read) == len(texts)
    assert all(word.head is not None and word.entity is not None for sentence in read for word in sentence.words)


def test_sound_sentence_has_no_faults(tmp_path: Path) -> None:
    path = tmp_path / "nb.conllu"
    path.write_text(SOUND, encoding="utf-8")
    assert check_file(path) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("\t2\tnsubj", "\t4\tnsubj", "cycle"),
        ("\t2\tobj", "\t0\tobj", "2 roots"),
        ("\tobj\t", "\tobj:lvc\t", "not one of the treebank's"),
        ("name=B-LOC", "name=I-LOC", "I-LOC after O"),
        ("name=B-LOC", "name=B-GPE", "name tag 'B-GPE'"),
        ("|SpaceAfter=No", "", "text and tokens differ"),
        ("\tPUNCT\t", "\tX\t", "X as punct"),
        ("\tPROPN\t", "\tNAME\t", "part of speech NAME"),
        ("3\tKirdasa", "5\tKirdasa", "numbered 5"),
        ("\t2\tobj", "\t9\tobj", "head 9"),
        ("Mood=Ind|Tense=Past", "Tense=Past|Mood=Ind", "features"),
        ("\tKirdasa\tPROPN\t_\t_", "\tKirdasa\tPROPN\t_\t", "columns"),
        ("# sent_id = a-1\n", "", "sent_id missing"),
    ],
)
def test_checker_names_the_fault(tmp_path: Path, old: str, new: str, fault: str) -> None:
    path = tmp_path / "nb.conllu"
    broken = re.sub(re.escape(old), lambda _: new, SOUND, count=1)
    if fault == "cycle":
        broken = broken.replace("\t2\tpunct", "\t1\tpunct")
    path.write_text(broken, encoding="utf-8")
    assert any(fault in line for line in check_file(path))
