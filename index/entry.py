"""A passage as the indexes see it."""

from dataclasses import dataclass

# Counts the forms that `embedded_text` has had; raise it when that changes, so that libraries of an older form are told
# to embed their passages again instead of comparing what cannot be compared.
TEXT_FORM = 1
FORM_MARK = "+text"


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage to be indexed.

    passage: its id in the library; ids ascend and are never used twice
    notice:  its notice's row in the library
    context: title lines and headings above it, one a line
    text:    its own words, as they are quoted
    number:  its notice's 发文字号, folded as for comparison; "" where it has none
    """

    passage: int
    notice: int
    context: str
    text: str
    number: str = ""


def embedded_text(context: str, text: str) -> str:
    """Return what a model reads of a passage: headings, its own words, and the title last.

    A title is the same for all passages of a notice; in front it draws them together.  nDCG@10 of meaning alone with
    the title first and last: our four notices .394 and .465 (paraphrased), .785 and .823 (sharing words).
    """
    title, *headings = context.split("\n")
    return "\n".join(part for part in (*headings, text, title) if part)


def embedded_by(encoder: str) -> str:
    """Return what vectors of passages are kept under: the encoder's name, and the form of the text that it read.

    The first form has no mark: it is that of the libraries from before forms were counted.
    """
    return encoder if TEXT_FORM == 1 else f"{encoder}{FORM_MARK}{TEXT_FORM}"
