"""Files built by hand, as small as their formats allow."""

import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def zipped(parts: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack named parts into a zip archive."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def docx(body: str, **parts: str | bytes) -> bytes:
    """A Word document: `body` is what stands in w:body; further parts by name, `numbering` for word/numbering.xml."""
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    others = {f"word/{name}.xml": content for name, content in parts.items()}
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **others})


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def listed(text: str, number: int = 1, level: int = 0) -> str:
    """A paragraph that Word numbers by itself."""
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, place)


def numbering(
    levels: Iterable[tuple[str, str]], nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
) -> str:
    """numbering.xml with one list: a form (ST_NumberFormat) and a pattern for each level."""
    drawn = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for level, (form, pattern) in enumerate(levels)
    )
    return f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{drawn}</w:abstractNum>{nums}</w:numbering>'


def ofd(*pages: str, document: str = "", **parts: str | bytes) -> bytes:
    """An OFD document: each page is what stands in its only layer."""
    listing = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    contents = {
        f"Doc_0/Pages/Page_{n}/Content.xml": f"<ofd:Page {OFD}><ofd:Content><ofd:Layer>{page}</ofd:Layer></ofd:Content></ofd:Page>"
        for n, page in enumerate(pages)
    }
    return zipped(
        {
            "OFD.xml": f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {OFD}>{document}<ofd:Pages>{listing}</ofd:Pages></ofd:Document>",
            **contents,
            **parts,
        }
    )


def printed(text: str, x: float, y: float, extra: str = "", size: float = 5.0) -> str:
    """A TextObject whose first letter begins at x, standing on y, in millimetres; letters are `size` wide."""
    deltas = " ".join([str(size)] * (len(text) - 1))
    return (
        f'<ofd:TextObject Boundary="{x} {y - 10} 100 10" Size="{size}" {extra}>'
        f'<ofd:TextCode X="0" Y="10" DeltaX="{deltas}">{text}</ofd:TextCode></ofd:TextObject>'
    )


def pdf(
    *pages: Iterable[tuple[float, float, str]], trailer: str = "", drawn: Sequence[str] = (), page: str = ""
) -> bytes:
    """A PDF: each page is lines (left, height above the foot of the page, text) in letters of 10 points.

    drawn: what is drawn on each page, in PDF's own signs; page: further entries of each page, /Rotate 90
    """
    letters = sorted({letter for page in pages for _, _, text in page for letter in text})
    codes = {letter: index + 1 for index, letter in enumerate(letters)}
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{6 + 2 * n} 0 R' for n in range(len(pages)))}] >>".encode(),
        _font(len(letters)),
        _stream(_to_unicode(letters)),
        b"<< /Type /Encoding /Differences [1 " + b" ".join([b"/a"] * len(letters)) + b"] >>",
    ]
    for number, lines in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents {7 + 2 * number} 0 R {page}"
            f" /Resources << /Font << /F 3 0 R >> >> >>".encode()
        )
        shown = "".join(
            f"BT /F 10 Tf 1 0 0 1 {left} {height} Tm <{''.join(f'{codes[letter]:02X}' for letter in text)}> Tj ET\n"
            for left, height, text in lines
        )
        objects.append(_stream((shown + "".join(drawn[number : number + 1])).encode()))
    return _assembled(objects, trailer)


def grid(xs: Sequence[float], ys: Sequence[float]) -> str:
    """The rulings of a table as PDF draws them: lines over the whole width and height."""
    flat = "".join(f"{xs[0]} {y} m {xs[-1]} {y} l S\n" for y in ys)
    return flat + "".join(f"{x} {ys[0]} m {x} {ys[-1]} l S\n" for x in xs)


def _font(letters: int) -> bytes:
    widths = " ".join(["1000"] * letters)
    return (
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 1 /LastChar {max(letters, 1)}"
        f" /Widths [{widths}] /ToUnicode 4 0 R >>"
    ).encode()


def _to_unicode(letters: list[str]) -> bytes:
    pairs = "\n".join(f"<{i + 1:02X}> <{letter.encode('utf-16-be').hex()}>" for i, letter in enumerate(letters))
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{len(letters)} beginbfchar\n{pairs}\nendbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _assembled(objects: list[bytes], trailer: str) -> bytes:
    written = b"%PDF-1.4\n"
    offsets: list[int] = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return (
        written + f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    )
