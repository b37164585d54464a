"""Web pages: the notice on them, without what the site has put around it."""

import base64

import pytest

from corpus.readers import read_document
from corpus.readers.html import is_control

PARAGRAPH = "现将方案印发给你们，请结合实际认真贯彻执行，有关情况及时报送市教育局职成处。"


def text_of(body: str, head: str = "") -> str:
    page = f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"
    return read_document(page.encode(), where="a.html").text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param("<p>甲</p><p>乙</p>", "甲\n乙", id="段落各成一行"),
        pytest.param("<p>甲<br>乙<br/>丙</p>", "甲\n乙\n丙", id="换行标签"),
        pytest.param("<p><span>第</span><span>三条</span> 甲</p>", "第三条 甲", id="行内标签不断词"),
        pytest.param("<p><b>第</b>\n<i>三条</i></p>", "第三条", id="汉字间的源码换行不是空格"),
        pytest.param("<p>in\nEnglish  words</p>", "in English words", id="西文间的源码换行是空格"),
        pytest.param("<p>\u3000\u3000一、甲</p>", "\u3000\u3000一、甲", id="全角空格保留"),
        pytest.param("<p>甲&nbsp;&nbsp;乙</p>", "甲\u00a0\u00a0乙", id="不断行空格保留"),
        pytest.param("<div>甲<p>乙</p>丙</div>", "甲\n乙\n丙", id="块前后的散字"),
        pytest.param("<ul><li>甲</li><li>乙</li></ul>", "甲\n乙", id="列表"),
        pytest.param("<pre>甲\n  乙</pre>", "甲\n乙", id="预排文字"),
        pytest.param("<p>甲</p><p><br></p><p>&nbsp;</p><p>乙</p>", "甲\n乙", id="空段不写"),
        pytest.param("<p>甲<script>var a='乙';</script><style>p{}</style></p>", "甲", id="脚本和样式"),
        pytest.param("<p>甲</p><select><option>广州</option></select>", "甲", id="控件"),
        pytest.param(
            "<p>正文在这里" + "正" * 60 + "</p><div style='display:none'>副本</div>",
            "正文在这里" + "正" * 60,
            id="隐藏的副本",
        ),
        pytest.param("<div style='visibility: hidden'><p>甲</p></div>", "甲", id="全都隐藏就都算看得见"),
        pytest.param("<p>甲</p><p>【打印】 【关闭】</p><p>扫一扫在手机打开当前页</p>", "甲", id="页面按钮"),
        pytest.param("<font>甲" * 1_000, "甲" * 1_000, id="一千个不结束的标签不丢字"),
        pytest.param("<p>甲<p>乙<table><tr><td>丙", "甲\n乙\n丙", id="没有结束标签"),
    ],
)
def test_what_a_browser_sets_on_a_line_is_a_line(body: str, text: str):
    assert text_of(body) == text


@pytest.mark.parametrize(
    ("table", "text"),
    [
        pytest.param(
            "<tr><th>序号</th><th>任务</th></tr><tr><td><p>1</p></td><td>甲<br>乙</td></tr>",
            "| 序号 | 任务 |\n|---|---|\n| 1 | 甲乙 |",
            id="表格成行",
        ),
        pytest.param(
            "<caption>分工表</caption><tr><td>单位</td><td>任务</td></tr>"
            "<tr><td rowspan=2>局</td><td>甲</td></tr><tr><td>乙</td></tr>",
            "分工表\n| 单位 | 任务 |\n|---|---|\n| 局 | 甲 |\n|  | 乙 |",
            id="表题和纵向合并",
        ),
        pytest.param(
            "<tr><td colspan=2>表题</td></tr><tr><td>甲</td><td>乙</td></tr><tr><td>1</td><td>2</td></tr>",
            "表题\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |",
            id="通栏首行",
        ),
        pytest.param("<tr><td><p>一、甲</p><p>二、乙</p></td></tr>", "一、甲\n二、乙", id="单格表是版式"),
        pytest.param(
            "<tr><td>甲</td><td><table><tr><td>乙</td><td>丙</td></tr></table></td></tr><tr><td>1</td><td>2</td></tr>",
            "| 甲 | 乙 丙 |\n|---|---|\n| 1 | 2 |",
            id="表中表摊平",
        ),
        pytest.param("<form><tr><td>甲</td><td>乙</td></tr></form>漏字", "漏字\n| 甲 | 乙 |", id="写错的表不丢字"),
        pytest.param(
            "<tr><td>甲</td><td style='display:none'>藏</td><td>乙</td></tr>"
            + "<tr><td>"
            + "字" * 60
            + "</td><td>2</td></tr>",
            "| 甲 | 乙 |\n|---|---|\n| " + "字" * 60 + " | 2 |",
            id="隐藏的格",
        ),
    ],
)
def test_a_table_on_a_page(table: str, text: str):
    assert text_of(f"<p>前</p><table>{table}</table><p>后</p>") == f"前\n{text}\n后"


SITE = f"""
<div class="header"><a href=/>首页</a> <a href=/a>政务公开</a></div>
<div class="nav"><ul><li><a href=/>要闻动态，今日头条</a></li></ul></div>
<div class="curb">当前位置：首页 &gt; 政务公开 &gt; 通知</div>
<ul class="info"><li><span>索引号：</span>\n 0001</li><li><span>文　　号：</span>某教〔2024〕7号</li>
<li><span>发布机关：</span>某市教育局</li><li><span>主题词：</span></li></ul>
<h1>某市教育局关于印发方案的通知</h1>
<div class="attr">发布日期：2024-05-06 浏览次数：9</div>
<div id="zoom"><p>各县（市、区）教育局：</p><p>{PARAGRAPH}</p><p>一、甲</p></div>
<div class="share">分享到：微信</div>
<div class="related">相关阅读：关于方案的解读，请看这里的文章和更多的内容。</div>
<div class="footer">主办：某市人民政府 承办：某市政务服务局，网站标识码0000000000</div>
"""
PARTICULARS = "| 索引号： | 0001 |\n| 文　　号： | 某教〔2024〕7号 |\n| 发布机关： | 某市教育局 |\n"
NOTICE = f"某市教育局关于印发方案的通知\n各县（市、区）教育局：\n{PARAGRAPH}\n一、甲"
TITLE = "<title>某市教育局关于印发方案的通知_某市政府网</title>"


def test_the_notice_is_taken_out_of_the_site_with_its_title_and_particulars():
    assert text_of(SITE, TITLE) == PARTICULARS + NOTICE


def test_a_title_that_the_text_begins_with_is_not_written_twice():
    page = SITE.replace("<p>各县", "<p>某市教育局关于印发<br>方案的通知</p><p>各县")
    assert text_of(page, TITLE) == PARTICULARS + NOTICE.replace("印发方案", "印发\n方案")


def test_a_site_whose_container_has_no_known_name_loses_no_paragraph():
    page = SITE.replace('id="zoom"', 'id="x7"').replace(f"<p>{PARAGRAPH}</p>", f"<p>{PARAGRAPH}</p>" * 3)
    lines = text_of(page, TITLE).split("\n")
    assert [line for line in lines if line in {PARAGRAPH, "各县（市、区）教育局：", "一、甲"}] == [
        "各县（市、区）教育局：",
        PARAGRAPH,
        PARAGRAPH,
        PARAGRAPH,
        "一、甲",
    ]
    assert not any(word in "".join(lines) for word in ("要闻", "主办", "相关阅读", "微信"))


def test_a_second_container_with_the_annex_is_kept():
    annex = f"<div class='fj'><p>附件</p><p>{PARAGRAPH}甲</p></div>"
    body = f"<div class=page><div id='zoom'><p>{PARAGRAPH}</p><p>{PARAGRAPH}乙</p></div>{annex}</div>"
    assert text_of(body) == f"{PARAGRAPH}\n{PARAGRAPH}乙\n附件\n{PARAGRAPH}甲"


BODY = (
    "<p>各市（州）教育局：</p><p>为推动职业教育高质量发展，现就有关事项通知如下，请结合实际认真贯彻执行。</p><p>一、总体要求</p>"
    "<p>（一）建立市域产教联合体。各地要统筹资源，形成合力，推动共建共享共用。</p>"
    "<p>（二）打造行业共同体。支持龙头企业牵头，联合高水平学校组建实体机构。</p>"
)
LINES = (
    "各市（州）教育局：\n为推动职业教育高质量发展，现就有关事项通知如下，请结合实际认真贯彻执行。\n一、总体要求\n"
    "（一）建立市域产教联合体。各地要统筹资源，形成合力，推动共建共享共用。\n"
    "（二）打造行业共同体。支持龙头企业牵头，联合高水平学校组建实体机构。"
)
PLAIN = LINES.replace("\n", "")


@pytest.mark.parametrize(
    ("body", "head"),
    [
        pytest.param(f"<div class=pc>{BODY}</div><div class=mobile>{BODY}</div>", "", id="手机版再写一遍"),
        pytest.param(
            f"<div class=pc><div id=zoom>{BODY}</div></div><div class=m><div class=TRS_Editor>{BODY}</div></div>",
            "",
            id="两个已知容器",
        ),
        pytest.param(f"<div>{BODY}</div><div class=wx>{PLAIN}</div>", "", id="全文连成一段再写一遍"),
        pytest.param(
            f"<div class=x>{BODY}</div><div class=old>另一个版本，{'不该出现。' * 9}</div>",
            "<style>/* a{} */ .x p{margin:0} .old , #q{ color:red; display:none }</style>",
            id="样式表隐藏",
        ),
        pytest.param(
            f"<div class=x>{BODY}</div>",
            "<style>@media print{.x{display:none}} @media (max-width:9px){p{top:0}.x{display:none}}</style>",
            id="只在别的媒体上隐藏",
        ),
        pytest.param(
            f"<div class='tab on'>{BODY}</div>",
            "<style>.tab{display:none}.tab.on{display:block}</style>",
            id="另一条样式又显示出来",
        ),
        pytest.param(
            f"<p>网站正在加载，请您稍候，如长时间没有反应请刷新页面。</p><div style='display:none'>{BODY}</div>",
            "",
            id="正文等脚本来显示",
        ),
        pytest.param(f"<div>{BODY}</div><noscript><p>{PLAIN}</p></noscript>", "", id="没有脚本时的副本"),
    ],
)
def test_the_text_is_read_once_however_often_the_page_holds_it(body: str, head: str):
    lines = text_of(f"<div>{body}</div>", head).split("\n")
    assert "\n".join(line for line in lines if "加载" not in line) == LINES


def test_paragraphs_that_a_notice_itself_repeats_stay():
    promise = "<p>本人承诺以上材料真实有效，如有虚假愿意承担相应的法律责任。</p>"
    page = f"<div>{BODY}<div>附件1{promise}</div><div>附件2{promise}</div></div>"
    assert text_of(page).count("本人承诺") == 2


@pytest.mark.parametrize(
    ("around", "lines"),
    [
        pytest.param("{}<p>发布日期：2024-05-06 来源：某市教育局 浏览次数：9</p><div>{}</div>", "T\nB", id="标题下的发布信息"),
        pytest.param("{}<p>2024-05-06 10:00</p><p>字号：【大 中 小】</p><div>{}</div>", "T\nB", id="时间和字号"),
        pytest.param("{}<p>浏览次数：</p><p>-</p><p>次</p><div>{}</div>", "T\nB", id="没有填上的次数"),
        pytest.param("{}<p>-</p><div>{}</div>", "T\n-\nB", id="一条横线"),
        pytest.param("<p>当前位置：首页 > 通知</p>{}<div>{}</div>", "T\nB", id="当前位置"),
        pytest.param("{}<div>{}</div><p>责任编辑：张三</p><p>上一篇：没有了</p>", "T\nB", id="编辑和上一篇"),
        pytest.param("{}<div>{}</div><p>【图文解读】关于方案的解读</p><p>PDF格式下载</p>", "T\nB", id="解读和下载"),
        pytest.param("{}<div>{}</div><p>某ICP备05000000号 网站标识码：2200000000</p>", "T\nB", id="备案号"),
        pytest.param(
            "<table><tr><td>索引号：</td><td>01</td></tr><tr><td>发文机关：</td><td>某市教育局</td></tr><tr><td>成文日期：</td>"
            "<td>2024年5月6日</td></tr></table>{}<div>{}</div>",
            "| 索引号： | 01 |\n| 发文机关： | 某市教育局 |\n| 成文日期： | 2024年5月6日 |\nT\nB",
            id="信息表",
        ),
        pytest.param("<div class=t>{}</div><p>某教〔2024〕7号</p><div id=zoom>{}</div>", "某教〔2024〕7号\nT\nB", id="容器外的文号"),
        pytest.param("{}<div><p>某市教育局关于印发<br>方案的通知</p>{}</div>", "某市教育局关于印发\n方案的通知\nB", id="网站再写一遍标题"),
        pytest.param("<ul><li><a>首页</a></li><li><a>政务公开</a></li></ul>{}<div>{}</div>", "T\nB", id="短的菜单"),
    ],
)  # fmt: skip
def test_what_the_site_says_of_the_page_is_left_out(around: str, lines: str):
    title = "某市教育局关于印发方案的通知"
    page = around.format(f"<h1>{title}</h1>", BODY)
    assert text_of(f"<div>{page}</div>", TITLE) == lines.replace("T", title).replace("B", LINES)


def test_words_like_those_of_a_site_stay_in_the_middle_of_a_notice():
    middle = "<p>来源：统计局</p>"
    page = f"<div id=zoom>{BODY}{'<p>第一段文字。</p>' * 12}{middle}{'<p>第二段文字。</p>' * 12}</div>"
    assert "来源：统计局" in text_of(page)


def test_a_second_container_with_a_table_is_kept():
    annex = "<div class=TRS_Editor><p>附件</p><table><tr><td>序号</td><td>任务</td></tr><tr><td>1</td><td>甲</td></tr></table></div>"
    body = f"<div class=page><div class=TRS_Editor>{BODY}</div>{annex}</div>"
    assert text_of(body) == f"{LINES}\n附件\n| 序号 | 任务 |\n|---|---|\n| 1 | 甲 |"


@pytest.mark.parametrize(
    ("items", "lines"),
    [
        pytest.param("<ol><li>甲</li><li>乙</li></ol>", "1. 甲\n2. 乙", id="浏览器写的序号"),
        pytest.param(
            "<ol start=3><li><p>甲</p></li><li value=7>乙</li><li>丙</li></ol>", "3. 甲\n7. 乙\n8. 丙", id="起始号"
        ),
        pytest.param("<ol style='list-style-type: cjk-ideographic'><li>甲</li></ol>", "一、甲", id="汉字序号"),
        pytest.param("<ol class='custom_cn2 list-paddingleft-1'><li>甲</li></ol>", "（一）甲", id="编辑器的序号"),
        pytest.param("<ol type=a><li>甲</li></ol>", "a. 甲", id="字母序号"),
        pytest.param("<ol style='list-style: none'><li>甲</li></ol>", "甲", id="不显示序号"),
        pytest.param("<ol><li>一、甲</li><li>（二）乙</li></ol>", "一、甲\n（二）乙", id="自带序号"),
        pytest.param("<ol><li>甲<ol type=i><li>乙</li></ol></li><li>丙</li></ol>", "1. 甲\ni. 乙\n2. 丙", id="两层"),
        pytest.param(
            "<style>ul, ol { margin:0; list-style:none }</style><ol><li>甲</li></ol>", "甲", id="样式表去掉序号"
        ),
    ],
)
def test_the_numbers_of_a_list_are_those_that_a_browser_shows(items: str, lines: str):
    assert text_of(items) == lines


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_page_with_a_summary_cut_inside_a_letter_is_read(encoding: str):
    page = f"<html><head><meta name=description content='现将方案☓'></head><body>{BODY * 4}</body></html>".encode(
        encoding
    )
    cut = page.replace("☓".encode(encoding), "方".encode(encoding)[:1])
    assert read_document(cut, where="a.html").text.startswith(LINES)


def test_text_that_is_left_out_is_named_in_a_warning():
    other = "另一份文件的正文，" * 8 + "特此通知。"
    body = (
        f"<div><div><div><div id='zoom'><p>{PARAGRAPH}</p><p>{PARAGRAPH * 4}</p></div></div></div><p>{other}</p></div>"
    )
    document = read_document(f"<html><body>{body}</body></html>".encode(), where="a.html")
    assert document.text == f"{PARAGRAPH}\n{PARAGRAPH * 4}"
    assert document.warnings == (f"left out as not part of the notice: {other[:40]}…",)


def test_a_hidden_duplicate_of_the_text_is_left_out():
    page = SITE + f"<div style='display:none;'>某市教育局关于印发方案的通知{PARAGRAPH * 3}</div>"
    assert text_of(page, TITLE) == PARTICULARS + NOTICE


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_page_is_decoded_by_its_bytes_whatever_it_declares(encoding: str):
    page = "<html><head><meta charset='iso-8859-1'></head><body><p>关于印发方案的通知</p></body></html>"
    assert read_document(page.encode(encoding), where="a.html").text == "关于印发方案的通知"


def test_a_web_archive_is_read_like_its_page():
    page = base64.b64encode("<html><body><p>甲</p><p>乙</p></body></html>".encode()).decode()
    mht = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        f"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n{page}\r\n--b--\r\n"
    )
    assert read_document(mht.encode(), where="a.doc").text == "甲\n乙"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("【打印】【关闭窗口】", True),
        ("分享到：微信 微博", True),
        ("字号：大 中 小", True),
        ("点击查看政策解读：【图解】关于方案的政策解读", True),
        ("大中小企业", False),
        ("一、打印机采购", False),
        ("查看解读的办法由市局制定。", False),
        ("大", False),
    ],
)
def test_a_line_of_page_controls_is_told_from_words(line: str, expected: bool):
    assert is_control(line) == expected
