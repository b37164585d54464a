"""The options by which commands narrow a search, the same for all of them."""

from typing import Annotated

import typer

Issuer = Annotated[str | None, typer.Option(help="Part of an issuing body's name.")]
Region = Annotated[str | None, typer.Option(help="Part of a province's, city's or county's name.")]
Year = Annotated[int | None, typer.Option(help="Year of the notice.")]
Genre = Annotated[str | None, typer.Option(help="通知, 意见, 答复 …")]
NoticeName = Annotated[str | None, typer.Option(help="Id or 发文字号 of one notice.")]
