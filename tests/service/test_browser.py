"""A reader's way through the pages in headless Chromium: ask, choose, arrive at the clause."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

# Chromium in a container: no sandbox of its own, no graphics card, no talk with its maker's servers.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.fail("no chromium here: apt-get install chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    context = browser.new_context(base_url=server, viewport={"width": 1280, "height": 900}, locale="zh-CN")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == []


def test_a_question_leads_to_its_clause_in_view_and_marked(page: Page):
    page.goto("/")
    page.get_by_role("searchbox").fill("哪些措施涉及职教本科")
    page.get_by_role("button", name="检索").click()
    result = page.locator(".result", has_text="吉教职成〔2024〕4号").filter(has_text="健全梯度衔接培养体系")
    expect(result.locator("mark").first).to_be_visible()
    result.get_by_role("link").first.click()
    clause = page.locator("section.clause:target")
    expect(clause).to_have_attribute("id", "七")
    expect(clause).to_be_in_viewport()
    expect(clause.locator("mark", has_text="本科").first).to_be_visible()
    # It is set off from the clauses around it, and not hidden below the bar at the top.
    ground = "node => getComputedStyle(node).backgroundColor"
    assert clause.evaluate(ground) != page.locator("section.clause").first.evaluate(ground)
    box, bar = clause.bounding_box(), page.locator(".masthead").bounding_box()
    assert box and bar and box["y"] >= bar["y"] + bar["height"]


def test_a_citation_is_copied(page: Page):
    page.goto("/notices/mjlf-2023-3#三/（二）")
    page.locator("section.clause:target > .tools").get_by_role("button", name="复制引用").click()
    expect(page.locator("section.clause:target > .tools button")).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert (
        copied
        == "《梅河新区（梅河口市）关于落实现代职业教育体系建设改革重点任务实施方案》（梅教联发〔2023〕3号）三、（二）"
    )


def test_a_row_of_the_annex_can_be_linked_to(page: Page):
    page.goto("/notices/mjlf-2023-3#附件/8")
    row = page.locator("tr.clause:target")
    expect(row).to_be_in_viewport()
    expect(row).to_contain_text("现代学徒制试点")
    expect(row).to_contain_text("教育局、发改局工信局")


def test_the_contents_lead_to_a_clause(page: Page):
    page.goto("/notices/jjzc-2024-4")
    page.get_by_role("navigation", name="目录").get_by_role("link", name="拓展社会服务功能").click()
    expect(page.locator("section.clause:target")).to_have_attribute("id", "九")


@pytest.mark.parametrize(
    "address", ["/", "/?q=产教融合", "/check", "/notices", "/notices/mjlf-2023-3#附件/3", "/notices/nope"]
)
def test_a_page_fits_a_narrow_phone(browser: Browser, server: str, address: str):
    context = browser.new_context(base_url=server, viewport={"width": 320, "height": 640})
    narrow = context.new_page()
    narrow.goto(address)
    assert narrow.evaluate("document.documentElement.scrollWidth") == 320
    context.close()


def test_everything_is_there_without_a_script(browser: Browser, server: str):
    context = browser.new_context(base_url=server, java_script_enabled=False)
    plain = context.new_page()
    plain.goto("/?q=哪些措施涉及职教本科")
    expect(plain.locator(".result mark").first).to_be_visible()
    expect(plain.get_by_role("button", name="复制引用")).to_have_count(0)
    plain.locator(".result h2 a").first.click()
    expect(plain.locator(".clause:target, p:target")).to_be_in_viewport()
    context.close()


def test_a_draft_is_checked_and_leads_to_the_right_place(page: Page):
    page.goto("/")
    page.get_by_role("link", name="核对引文").click()
    page.get_by_label("文稿").fill(
        "《十项措施》第七条规定，“畅通学生成长通道，强化贯通培养过程监督，开展”，“落实职业院校育训并举的法定职责。送教进企”。"
    )
    page.get_by_role("button", name="核对").click()
    changed = page.locator(".finding.differs")
    expect(changed.locator("del", has_text="监督")).to_be_visible()
    expect(changed.locator("ins", has_text="管理")).to_be_visible()
    page.locator(".finding.wrong_clause .others").get_by_role("link").click()
    expect(page.locator("section.clause:target")).to_have_attribute("id", "九")
    page.go_back()
    with page.expect_download() as saved:
        page.get_by_role("button", name="报告存为 Word").click()
    assert saved.value.suggested_filename == "引文核对报告.docx"
