"""What a page says in Chinese when something is refused: what happened and what the reader can do.

The error's own words, in English and exact, stand below for whoever runs the service.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Apology:
    """what: one sentence; fix: what to do now."""

    what: str
    fix: str


_OPERATOR = "请联系本服务的管理员，并把下方的技术说明告诉他。"
_BY_CODE = {
    "not_found": Apology("没有这个页面", "请检查网址，或者从首页重新检索。"),
    "unknown_notice": Apology("库里没有这份公文", "请在公文库中查找；它可能已被移除，或者从未收录。"),
    "unknown_clause": Apology("这份公文里没有这一条", "请打开公文全文，从目录中选择条款。"),
    "ambiguous_clause": Apology("这个编号在公文里不止一处", "请打开公文全文，从目录或表格中选择。"),
    "not_allowed": Apology("没有权限", "增删公文需要管理员口令。"),
    "changes_off": Apology("本服务不接受网上增删公文", _OPERATOR),
    "too_large": Apology("内容太长", "文稿请分段核对，每次不超过十万字。"),
    "bad_request": Apology("检索条件有误", "请检查填写的内容：年份是四位数字，问题不超过一千字。"),
    "empty_question": Apology("没有输入问题", "请写下想问的事，例如“哪些措施涉及职教本科”。"),
    "method_not_allowed": Apology("这个地址不接受这种请求", "请从首页重新检索。"),
    "library_busy": Apology("文库正在更新", "请过几秒钟再试。"),
    "stale_index": Apology("索引需要重建", "请管理员运行 tiaowen reindex。"),
    "damaged_index": Apology("索引已损坏", "请管理员运行 tiaowen reindex。"),
    "damaged_library": Apology("文库文件已损坏", _OPERATOR),
    "unknown_model": Apology("检索模型无法加载", _OPERATOR),
}
_UNEXPECTED = Apology("服务出了差错", _OPERATOR)


def apology_for(code: str) -> Apology:
    """Return the words for an error's code."""
    return _BY_CODE.get(code, _UNEXPECTED)
