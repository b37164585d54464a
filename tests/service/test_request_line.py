import pytest

from service.request_line import encoded_line


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        pytest.param(
            "GET /?q=职 HTTP/1.1\r\nHost: 职\r\n\r\n", "GET /?q=%E8%81%8C HTTP/1.1\r\nHost: 职\r\n\r\n", id="只改首行"
        ),
        pytest.param("GET /?q=%E8%81%8C HTTP/1.1\r\n", "GET /?q=%E8%81%8C HTTP/1.1\r\n", id="已编码的不动"),
        pytest.param("GET /a HTTP/1.1", "GET /a HTTP/1.1", id="没有中文的不动"),
    ],
)
def test_chinese_signs_in_a_request_line_are_encoded(sent: str, read: str):
    assert encoded_line(sent.encode()) == read.encode()
