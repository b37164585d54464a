"""What is printed under a signature: 抄送, 此件公开发布, 联系人 …"""

import re

_NOTE = re.compile(
    r"[（(]?\s*(?:此件|本文有删减|信息公开|公开属性|公开方式|联\s*系\s*人|联系电话|联系科室|联系单位|联系方式|抄\s*送|主\s*送|分\s*送|印\s*发|打印|共\s*印|校对|关闭|分享|责任编辑).*",
    re.S,
)
_LONGEST = 200


def is_note(words: str) -> bool:
    """Say whether a line is what is printed under a signature."""
    return len(words) < _LONGEST and bool(_NOTE.fullmatch(words))
