"""PDF and OFD: printed pages become text that knows where each page begins."""

import pytest

from corpus.errors import UnreadableFile
from corpus.readers import read_document
from corpus.readers.layout import PrintedLine, is_garbled, page_texts
from corpus.readers.ofd import _width  # pyright: ignore[reportPrivateUsage]
from tests.readers.made_files import OFD, ofd, pdf, printed, zipped


def refused(content: bytes) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        read_document(content, where="a.pdf")
    assert caught.value.where == "a.pdf"
    return caught.value


class TestLayout:
    """Letters are 10 wide and high; the margins stand at 0 and 100."""

    @staticmethod
    def line(text: str, left: float, right: float, foot: float) -> PrintedLine:
        return PrintedLine(text, left, right, foot, 10)

    def test_the_first_line_of_a_paragraph_is_set_in(self):
        page = [
            self.line("甲", 20, 100, 0),
            self.line("乙", 0, 100, 15),
            self.line("丙", 0, 40, 30),
            self.line("丁", 20, 100, 45),
        ]
        assert page_texts([page]) == ["\u3000\u3000甲\n乙\n丙\n\u3000\u3000丁"]

    def test_a_centred_line_and_one_at_the_right_are_not(self):
        page = [self.line("题", 35, 65, 0), self.line("甲", 0, 100, 15), self.line("日期", 70, 90, 30)]
        assert page_texts([page]) == ["题\n甲\n日期"]

    @pytest.mark.parametrize("right", [72, 80, 86, 100])
    def test_a_first_line_is_set_in_wherever_it_ends(self, right: float):
        page = [self.line("甲", 0, 100, 0), self.line("乙", 20, right, 15), self.line("丙", 0, 100, 30)]
        assert page_texts([page]) == ["甲\n\u3000\u3000乙\n丙"]

    def test_blanks_that_are_printed_are_not_written_again(self):
        page = [self.line("\u2003\u2003甲", 20, 100, 0), self.line("乙", 0, 100, 15)]
        assert page_texts([page]) == ["\u2003\u2003甲\n乙"]

    def test_a_wider_gap_than_between_the_lines_of_a_paragraph_is_an_empty_line(self):
        page = [
            self.line("甲", 0, 100, 0),
            self.line("乙", 0, 60, 15),
            self.line("丙", 0, 100, 35),
            self.line("丁", 0, 60, 50),
        ]
        assert page_texts([page]) == ["甲\n乙\n\n丙\n丁"]

    def test_lines_without_a_place_stand_one_below_the_other(self):
        assert page_texts([[PrintedLine("甲", 0, 0, 0, 0), PrintedLine("乙", 0, 0, 0, 0)], []]) == ["甲\n乙", ""]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("第一条", False),
            ("\uf06c 甲乙丙丁戊己庚辛", False),
            ("\ue001\ue002甲", True),
            ("......", False),
            ("ÖÐ»ªÈËÃñ¹²ºÍ¹ú", True),
            ("rénmín gònghéguó", False),
            ("!#$%&'()*+,-./" * 5, True),
            ("目录" + "．" * 60 + "1", False),
            ("", False),
        ],
    )
    def test_a_page_of_private_letters_is_garbled(self, text: str, expected: bool):
        assert is_garbled(text) == expected


@pytest.fixture
def no_ocr(monkeypatch: pytest.MonkeyPatch):
    """The extra `ocr` is not installed."""
    monkeypatch.setattr("corpus.readers.pdf.can_recognise", lambda: False)


class TestPdf:
    """Pages are 300 points wide, letters 10."""

    def test_the_lines_of_each_page_are_read_and_its_start_is_known(self):
        first = [(50, 350, "某市教育局关于印发的通知"), (70, 330, "现印发给你们，请认真"), (50, 310, "贯彻执行。")]
        document = read_document(pdf(first, [(140, 350, "— 2 —")]), where="a.pdf")
        assert document.text == "某市教育局关于印发的通知\n\u3000\u3000现印发给你们，请认真\n贯彻执行。\n— 2 —"
        assert [document.text[start:][:3] for start in document.pages] == ["某市教", "— 2"]

    @pytest.mark.usefixtures("no_ocr")
    def test_a_page_without_text_is_named_in_a_warning(self):
        document = read_document(pdf([(50, 350, "第一条")], [], [(50, 350, "第二条")]), where="a.pdf")
        assert (document.text, document.pages) == ("第一条\n\n第二条", (0, 4, 5))
        assert document.warnings == (
            "page 2 has no text: it is blank or a picture",
            "the reader of pictures (OCR) is not installed: pip install 'tiaowen[ocr]'",
        )

    @pytest.mark.usefixtures("no_ocr")
    def test_a_page_of_private_letters_is_left_empty_and_named(self):
        document = read_document(pdf([(50, 350, "第一条")], [(50, 350, "\ue001\ue002\ue003")]), where="a.pdf")
        assert (document.text, document.pages) == ("第一条\n", (0, 4))
        assert document.warnings[0] == "page 2 has letters of its own coding: its words cannot be read"

    @pytest.mark.usefixtures("no_ocr")
    def test_a_scan_is_refused_without_the_extra_and_the_error_names_it(self):
        error = refused(pdf([], []))
        assert error.what == (
            "the PDF has no text on any of its 2 pages, and the reader of pictures (OCR) is not installed"
        )
        assert error.fix == "pip install 'tiaowen[ocr]', or give a PDF with a text layer, or its text"

    @pytest.mark.usefixtures("no_ocr")
    def test_a_pdf_of_private_letters_is_refused(self):
        error = refused(pdf([(50, 350, "\ue001\ue002\ue003")]))
        assert error.what.startswith("the PDF has no page whose letters can be read as words")

    def test_an_encrypted_pdf_is_refused(self):
        secret = "00" * 32
        locked = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{secret}> /U <{secret}> >> /ID [<00><00>]"
        error = refused(pdf([(50, 350, "甲")], trailer=locked))
        assert (error.what, error.fix) == ("the PDF is encrypted", "open it with its password and save it without one")

    def test_a_pdf_with_nothing_in_it_is_refused(self):
        assert refused(b"%PDF-1.7\n").what.startswith("the PDF cannot be read: ")

    def test_a_pdf_of_thousands_of_pages_is_refused(self):
        assert refused(pdf(*[[]] * 2_001)).what == "the PDF cannot be read: it has 2,001 pages, more than 2,000"


class TestOfd:
    """Letters are 5 mm wide."""

    def test_pieces_are_put_into_lines_and_lines_into_reading_order(self):
        page = printed("第一条", 20, 40) + printed("关于", 80, 20) + printed("通知", 90, 20.5) + printed("甲", 60, 40)
        document = read_document(ofd(page, printed("— 2 —", 90, 280)), where="a.ofd")
        # 关于 ends at 90, where 通知 begins; 第一条 ends at 35, far from 甲
        assert document.text == "关于通知\n第一条 甲\n— 2 —"
        assert document.pages == (0, 11)

    def test_a_template_is_printed_under_its_page(self):
        template = '<ofd:CommonData><ofd:TemplatePage ID="9" BaseLoc="Tpls/T.xml"/></ofd:CommonData>'
        head = f"<ofd:Page {OFD}>{printed('某市教育局文件', 50, 20)}</ofd:Page>"
        page = '<ofd:Template TemplateID="9"/>' + printed("通知", 50, 40)
        content = ofd(page, document=template, **{"Doc_0/Tpls/T.xml": head})
        assert read_document(content, where="a.ofd").text == "某市教育局文件\n通知"

    @pytest.mark.parametrize(
        ("extra", "text"),
        [
            pytest.param('CTM="2 0 0 2 0 0"', "甲\n通知", id="放大"),
            pytest.param('CTM="0.7 0.7 -0.7 0.7 0 0"', "通知", id="斜排的水印"),
            pytest.param('Visible="false"', "通知", id="看不见"),
        ],
    )
    def test_slanted_and_hidden_words_are_left_out(self, extra: str, text: str):
        assert read_document(ofd(printed("甲", 0, 20, extra) + printed("通知", 0, 60)), where="a.ofd").text == text

    @pytest.mark.parametrize(
        ("deltas", "letters", "width"),
        [
            ("", 3, 15.0),
            ("4 4", 3, 13.0),
            ("g 2 4", 3, 13.0),
            ("4 g 1 6", 3, 15.0),
            ("g 999999 4", 3, 13.0),
            ("x y", 3, 5.0),
        ],
    )
    def test_the_width_of_a_run_is_its_steps_and_its_last_letter(self, deltas: str, letters: int, width: float):
        assert _width(deltas, letters, size=5.0) == width

    def test_a_page_that_is_missing_is_refused(self):
        content = ofd(
            printed("甲", 0, 20), document='<ofd:Pages><ofd:Page ID="7" BaseLoc="Pages/P/Content.xml"/></ofd:Pages>'
        )
        assert refused(content).what == "the document has no part Doc_0/Pages/P/Content.xml"

    def test_a_page_outside_of_the_archive_is_refused(self):
        content = ofd(document='<ofd:Pages><ofd:Page ID="7" BaseLoc="../../etc/passwd"/></ofd:Pages>')
        assert refused(content).what == "the OFD points outside of itself with '../../etc/passwd'"

    def test_pages_without_end_are_refused(self):
        page = '<ofd:Page BaseLoc="Pages/Page_0/Content.xml"/>' * 10_000
        content = ofd(printed("甲", 0, 20), document=f"<ofd:Pages>{page}</ofd:Pages>")
        assert refused(content).what == "the OFD has 10,001 pages, more than 2,000"

    def test_pages_that_are_pictures_are_named_in_a_warning(self):
        words = printed("第一条　为了规范某市教育事业的发展制定本办法", 20, 40)
        picture = '<ofd:ImageObject Boundary="0 0 210 297"/>'
        stamp = '<ofd:ImageObject Boundary="0 0 40 40"/>'
        document = read_document(ofd(words + picture, picture, printed("— 3 —", 90, 280) + picture, stamp), where="a")
        assert document.warnings == (
            "page 2 has no text: it is a picture, print the OFD to PDF to have it recognised",
            "page 4 has no text: it is blank or a drawing",
            "page 3 has little text over a picture: what the picture says is not read, print the OFD to PDF",
        )

    def test_an_ofd_without_words_is_refused(self):
        error = refused(ofd("", printed("\ue001", 0, 20)))
        assert error.what.startswith("the OFD has no page whose words can be read")

    def test_an_ofd_without_a_document_is_refused(self):
        assert refused(zipped({"OFD.xml": "<a/>"})).what.startswith("the OFD has no page")
