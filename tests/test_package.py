from __future__ import annotations

import subprocess
import sys

import pytest

import ifolge


def in_new_process(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_importing_loads_nothing_heavy() -> None:
    assert in_new_process("import sys, ifolge; print([m for m in ('spacy', 'pydantic', 'typer', 'rich', 'numpy') if m in sys.modules])") == "[]"


def test_importing_takes_no_time() -> None:
    code = "import time; began = time.perf_counter(); import ifolge; print(time.perf_counter() - began)"
    assert min(float(in_new_process(code)) for _ in range(5)) < 0.1


def test_records_need_no_parser() -> None:
    assert in_new_process("import sys, ifolge; ifolge.Claim, ifolge.json_schema; print('spacy' in sys.modules)") == "False"


@pytest.mark.parametrize("name", ifolge.__all__)
def test_public_name_is_there_and_listed(name: str) -> None:
    assert getattr(ifolge, name).__name__ == name
    assert name in dir(ifolge)


def test_other_names_are_not() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        ifolge.nothing_of_the_kind  # noqa: B018 asking is the test
