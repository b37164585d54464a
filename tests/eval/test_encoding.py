"""Both engines are given the same texts."""

import io
from pathlib import Path

from rich.console import Console

from eval.encoding import Encoding, encoding_rows, measure_encoding
from index.encoder import SentenceEncoder
from tests.index.made_model import made_model


def test_questions_and_passages_are_timed_with_both(tmp_path: Path):
    folder = str(made_model(tmp_path / "tiny", {}))
    measured = measure_encoding(folder, SentenceEncoder.load(folder), ["职业", "本科"], ["职业本科" * 200])
    assert min(measured.question_ms, measured.usual_question_ms, measured.passages_s, measured.usual_passages_s) > 0


def test_the_table_says_how_many_times_faster():
    console = Console(width=90, record=True, file=io.StringIO())
    console.print(encoding_rows(Encoding(5.0, 20.0, 2.0, 3.0)))
    shown = console.export_text()
    assert "4.0 x" in shown and "1.5 x" in shown
