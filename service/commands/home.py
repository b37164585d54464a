"""`tiaowen setup | reindex | settings`: the home folder made ready, repaired, explained."""

import time
from pathlib import Path

import typer
from pydantic import SecretStr
from rich.table import Table

from corpus.record import notice_record
from service.home import folder_of, open_mended_engine, rebuild_indexes
from service.settings import Settings, setting_rows
from service.terminal import AsJson, print_json, progress_bar, results


def add_to(app: typer.Typer) -> None:
    """Hang these commands on the program."""
    app.command("setup")(setup)
    app.command("reindex")(reindex)
    app.command("settings")(show_settings)


def setup(as_json: AsJson = False) -> None:
    """Unpack the model; add the starting notices where there is no library; embed anew what another model did."""
    settings = Settings.read()
    engine = open_mended_engine(settings)
    held = engine.library.notices()
    engine.close()
    folder = folder_of(settings)
    if as_json:
        print_json({"home": str(folder), "notices": [notice_record(notice) for notice in held]})
    else:
        results().print(f"ready: {len(held)} notices in {folder}")


def reindex(as_json: AsJson = False) -> None:
    """Build the indexes anew from the library; embed again what another model embedded."""
    settings = Settings.read()
    folder = folder_of(settings)
    began = time.perf_counter()
    with progress_bar("embedding") as show_progress:
        rebuild_indexes(settings, show_progress)
    seconds = time.perf_counter() - began
    if as_json:
        print_json({"home": str(folder), "took_s": round(seconds, 1)})
    else:
        results().print(f"indexes of {folder} rebuilt in {seconds:.1f} s")


def show_settings(as_json: AsJson = False) -> None:
    """Show every setting: what it is now, its default and its meaning."""
    settings = Settings.read()
    rows = [(row, getattr(settings, row.name.removeprefix("TIAOWEN_").lower())) for row in setting_rows()]
    if as_json:
        print_json(
            {"settings": [{"name": row.name, "value": _plain(now), "meaning": row.meaning} for row, now in rows]}
        )
        return
    table = Table("setting", "now", "default", "meaning", box=None, pad_edge=False)
    for row, now in rows:
        table.add_row(row.name, "" if now is None else str(now), row.default, row.meaning)
    results().print(table)


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Path | SecretStr) else value
