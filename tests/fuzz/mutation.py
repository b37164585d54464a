"""Changes to files that keep them whole enough to be read: parts of archives, XML, MIME and PDF."""

import base64
import quopri
import re
import zipfile
import zlib
from io import BytesIO
from random import Random

from lxml import etree

from tests.fuzz.pieces import changed_text, composed

TOKEN = re.compile(r"<[^<>]*>|[^<>]+")
ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
VALUES = (
    "",
    "0",
    "-1",
    "1",
    "2",
    "9",
    "99",
    "1e9",
    "nan",
    "-0.5",
    "999999999",
    "none",
    "甲",
    "true",
    "%1、",
    "%1.%2",
    "../..",
    "chineseCounting",
)
PLACES = (
    "OFD.xml",
    "word/document.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "word/footnotes.xml",
    "Doc_0/Document.xml",
    "xl/a",
    "../a",
    "a\\b",
)
PDF_STREAM = re.compile(rb"(stream\r?\n)(.*?)(\r?\nendstream)", re.DOTALL)
PDF_TOKEN = re.compile(rb"/\w+|-?\d+\.?\d*|<<|>>|\[|\]|<[0-9A-Fa-f]*>|\bT[a-zJ*]\b|\bBT\b|\bET\b|R\b|obj\b")
MEMBERS_LIMIT = 200
UNPACKED_LIMIT = 1_000_000


def changed_xml(text: str, dice: Random) -> str:
    """Return marked-up text with tokens changed, doubled, dropped, moved or nested; tags mostly stay paired."""
    tokens = TOKEN.findall(text)
    for _ in range(dice.choice((1, 1, 2, 5))):
        if tokens:
            dice.choice(_XML_CHANGES)(tokens, dice)
    return "".join(tokens)


def _xml_words(tokens: list[str], dice: Random) -> None:
    places = [place for place, token in enumerate(tokens) if not token.startswith("<")]
    if places:
        place = dice.choice(places)
        tokens[place] = _escaped(changed_text(tokens[place], dice)[:5000])


def _xml_attribute(tokens: list[str], dice: Random) -> None:
    places = [place for place, token in enumerate(tokens) if "=" in token and token.startswith("<")]
    if places:
        place = dice.choice(places)
        found = dice.choice(ATTRIBUTE.findall(tokens[place]) or [("", "")])
        tokens[place] = tokens[place].replace(f'{found[0]}="{found[1]}"', f'{found[0]}="{dice.choice(VALUES)}"', 1)


def _xml_double(tokens: list[str], dice: Random) -> None:
    start, end = _element(tokens, dice)
    tokens[end:end] = tokens[start:end] * dice.choice((1, 1, 2, 40))
    del tokens[20_000:]


def _xml_drop(tokens: list[str], dice: Random) -> None:
    start, end = _element(tokens, dice)
    del tokens[start:end]


def _xml_move(tokens: list[str], dice: Random) -> None:
    start, end = _element(tokens, dice)
    held = tokens[start:end]
    del tokens[start:end]
    place = dice.randrange(len(tokens) + 1)
    tokens[place:place] = held


def _xml_nest(tokens: list[str], dice: Random) -> None:
    """Put an element around itself some times."""
    start, end = _element(tokens, dice)
    if end - start > 1:
        times = dice.choice((1, 2, 30))
        tokens[start:end] = [tokens[start]] * times + tokens[start:end] + [tokens[end - 1]] * times


def _xml_rename(tokens: list[str], dice: Random) -> None:
    """Give an element the name of another one."""
    start, end = _element(tokens, dice)
    names = [token for token in tokens if re.match(r"<[\w:]", token)]
    if end - start > 1 and names:
        name = re.split(r"[\s/>]", dice.choice(names)[1:])[0]
        tokens[start] = re.sub(r"^<[\w:]+", f"<{name}", tokens[start])
        tokens[end - 1] = f"</{name}>"


def _xml_drop_token(tokens: list[str], dice: Random) -> None:
    del tokens[dice.randrange(len(tokens))]


def _element(tokens: list[str], dice: Random) -> tuple[int, int]:
    """Return where an element begins and ends, by counting tags; a single token where it is not closed."""
    start = dice.randrange(len(tokens))
    if not re.match(r"<[\w:]", tokens[start]) or tokens[start].endswith("/>"):
        return start, start + 1
    depth = 0
    for place in range(start, min(len(tokens), start + 5000)):
        depth += tokens[place].startswith("<") and not tokens[place].endswith("/>")
        depth -= 2 * tokens[place].startswith("</")
        if depth <= 0:
            return start, place + 1
    return start, start + 1


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")


_XML_CHANGES = (
    *(_xml_words, _xml_words, _xml_attribute, _xml_attribute, _xml_double, _xml_drop, _xml_move, _xml_nest),
    *(_xml_rename, _xml_drop_token),
)


def changed_page(content: bytes, dice: Random) -> bytes:
    """Change a web page or another marked-up text."""
    return changed_xml(content.decode("utf-8", "replace"), dice).encode("utf-8", "replace")


def changed_archive(content: bytes, dice: Random) -> bytes:
    """Change one part of a zip archive, or which parts it has; what is no archive comes back as it is."""
    parts = unpacked(content)
    if not parts:
        return content
    name = dice.choice(sorted(parts))
    match dice.randrange(30):
        case 0:
            del parts[name]
        case 1:
            parts[dice.choice(PLACES)] = parts[name]
        case 2:
            parts[dice.choice(sorted(parts))] = parts[name]
        case 3:
            parts[name] = parts[name][: dice.randrange(len(parts[name]) + 1)]
        case 4:
            parts[name] = changed_page(parts[name], dice)
        case _:
            parts[name] = _well_formed(changed_page(_well_formed(parts[name]), dice))
    return packed(parts)


def _well_formed(part: bytes) -> bytes:
    """Close what is open in an XML part; what is no XML comes back as it is."""
    try:
        root = etree.fromstring(part, etree.XMLParser(recover=True, resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return part
    return part if root is None else etree.tostring(root, encoding="utf-8")


def unpacked(content: bytes) -> dict[str, bytes]:
    """Return the parts of an archive, none where it cannot be opened or is large."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()[:MEMBERS_LIMIT]
            if sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:
                return {}
            return {entry.filename: archive.read(entry) for entry in entries}
    except Exception:  # a changed archive breaks in every way there is
        return {}


def packed(parts: dict[str, bytes]) -> bytes:
    """Pack parts without compression, so that blind changes hit words too."""
    into = BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return into.getvalue()


def changed_pdf(content: bytes, dice: Random) -> bytes:
    """Change tokens of a PDF's objects or streams; packed streams are unpacked on the way."""
    content = PDF_STREAM.sub(_inflated, content)
    for _ in range(dice.choice((1, 1, 2, 5))):
        tokens = list(PDF_TOKEN.finditer(content))
        if not tokens:
            break
        old, new = dice.choice(tokens), dice.choice(tokens)[0]
        new = dice.choice((new, new, b"", b"0", b"-1", b"99999999", old[0] * dice.choice((2, 50)), b"1e9", b"<FFFF>"))
        content = content[: old.start()] + new + content[old.end() :]
    return content


def _inflated(found: re.Match[bytes]) -> bytes:
    try:
        return found[1] + zlib.decompressobj().decompress(found[2], 200_000) + found[3]
    except zlib.error:
        return found[0]


def changed_mht(content: bytes, dice: Random) -> bytes:
    """Change the head lines or one part of a web archive."""
    if dice.randrange(3) == 0:
        lines = content.split(b"\n")
        place = dice.randrange(len(lines))
        lines[place:place] = [dice.choice(lines)] * dice.choice((0, 1, 3))
        lines[place] = changed_text(lines[place].decode("utf-8", "replace"), dice).encode("utf-8", "replace")
        return b"\n".join(lines)
    head, blank, body = content.partition(b"<html")
    if b"base64" in content or not blank:
        return mht(changed_xml(f"<html><body><p>{composed(dice)}</p></body></html>", dice), dice)
    return head + changed_page(blank + quopri.decodestring(body), dice)


def mht(page: str, dice: Random) -> bytes:
    """Return a web archive of one page."""
    coding = dice.choice(("base64", "quoted-printable", "8bit", "x-uuencode"))
    written = page.encode("utf-8")
    coded = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(coding, bytes)(written)
    head = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="=_b"\n\n--=_b\n'
        f"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: {coding}\n\n"
    )
    return head.encode() + coded + b"\n--=_b--\n"
