"""Texts by which a reader is known: what it says of them is in its notes, and must come out wherever it is opened."""

from typing import Any

import torch

from eval.reader.example import Example, Shown
from eval.reader.joint import JointBert

# Question, title, text: two answer, the last does not.
KNOWN = (
    ("七条规定由谁牵头？", "某市办法 第七条", "第七条　市教育局牵头落实本办法，市财政局配合。"),
    ("每户补助多少元？", "某市办法 第三条", "第三条　符合条件的农户，每户补助500元，六月底前发放到位。"),
    ("每户补助多少元？", "某市办法 第四条", "第四条　农户应当在六月底前把申请材料交到乡镇人民政府。"),
)


def known_of(model: JointBert) -> list[dict[str, Any]]:
    """Return the known texts with the log odds that `model` gives each, as they stand in a reader's notes."""
    told: list[dict[str, Any]] = []
    for question, title, text in KNOWN:
        with torch.no_grad():
            seen = model.see(model.rows(Example(question, (Shown(title, text, None, answers=False),))))
        told.append({"question": question, "title": title, "text": text, "answers": round(float(seen.answers[0]), 2)})
    return told
