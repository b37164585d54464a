"""The home folder: where the library, the default model and the indexes of one installation live.

Opening an engine imports the model's libraries, and reading a file those of all formats: both are done inside the
functions that need them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import corpus
from corpus.errors import BadSetting, DamagedIndex, StaleIndex, UnknownNotice
from service.settings import Settings
from service.terminal import Bar, print_note, progress_bar

if TYPE_CHECKING:
    from index.encoder import Encoder
    from index.library import Library
    from index.prose.writer import Writer
    from index.reader import Reader
    from index.search import SearchEngine

STARTING_NOTICES = Path(corpus.__file__).parent / "notices"


def folder_of(settings: Settings) -> Path:
    """Return the home folder, absolute, made if it is missing."""
    folder = settings.home.expanduser().absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        fix = "set TIAOWEN_HOME to a folder, or to a name that is free"
        raise BadSetting("the home is not a folder", where=str(folder), fix=fix) from None
    return folder


def library_file(folder: Path) -> Path:
    """Return where the library of a home is, or would be."""
    return folder / "library.sqlite"


def open_library(settings: Settings) -> Library | None:
    """Open the library without any model; None where this home has none yet."""
    from index.library import Library

    file = library_file(folder_of(settings))
    return Library.open(file) if file.exists() else None


def open_filled_library(settings: Settings) -> Library:
    """Open the library a notice is asked of; raises UnknownNotice where this home has none yet."""
    library = open_library(settings)
    if library is None:
        fix = "tiaowen setup adds the starting notices, tiaowen add PATH your own"
        raise UnknownNotice("there is no library yet", where=str(library_file(folder_of(settings))), fix=fix)
    return library


def load_encoder(settings: Settings) -> Encoder:
    """Load the model of the settings, or ask its server; the default one is unpacked on first need."""
    if settings.encoder_url:
        return _remote_encoder(settings, settings.encoder_url)
    from index.encoder import SentenceEncoder

    return SentenceEncoder.load(settings.model or str(unpacked_model(settings)))


def _remote_encoder(settings: Settings, url: str) -> Encoder:
    from index.remote_encoder import RemoteEncoder, Server

    key = settings.encoder_key.get_secret_value()
    prompts = (settings.encoder_question_prompt, settings.encoder_passage_prompt)
    return RemoteEncoder.open(Server(url, settings.encoder_model, key, *prompts))


def open_writer(settings: Settings) -> Writer | None:
    """Return the language model of the settings, None where none is named; it is not asked anything yet."""
    if settings.writer_url is None:
        return None
    from index.prose.chat import Chat, ChatServer
    from index.prose.writer import Writer

    parts = urlsplit(settings.writer_url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        fix = "set it to an address as http://127.0.0.1:11434/v1, and the key, if there is one, as TIAOWEN_WRITER_KEY"
        raise BadSetting("the language model's address cannot be used", where="TIAOWEN_WRITER_URL", fix=fix)
    key = settings.writer_key.get_secret_value()
    if not key.isascii() or any(not sign.isprintable() or sign.isspace() for sign in key):
        fix = "set it to the key alone, without blanks and line breaks"
        raise BadSetting("the language model's key holds signs that no key has", where="TIAOWEN_WRITER_KEY", fix=fix)
    server = ChatServer(settings.writer_url, settings.writer_model, key, float(settings.writer_seconds))
    return Writer(Chat(server), settings.writer_signs)


def unpacked_model(settings: Settings) -> Path:
    """Return the folder of the default model, unpacked into the home if it is not there."""
    from index.weights import DEFAULT_MODEL, unpack_default_model

    folder = folder_of(settings) / "models" / DEFAULT_MODEL
    if not folder.exists():
        print_note(f"unpacking the default model into {folder}")
    return unpack_default_model(folder)


def load_reader(settings: Settings) -> Reader | None:
    """Return what reads claims again: it is made of the default model, and comes with it alone."""
    if settings.encoder_url or settings.model:
        return None
    from index.adapter import SHIPPED
    from index.reader import open_reader

    return open_reader(unpacked_model(settings), adapter=SHIPPED)


def open_engine(settings: Settings) -> SearchEngine:
    """Open the library with its indexes for `add`, whatever it holds."""
    from index.search import SearchEngine

    encoder, reader = load_encoder(settings), load_reader(settings)
    engine = SearchEngine.open(folder_of(settings), encoder, exact_up_to=settings.exact_up_to, reader=reader)
    if lacking := engine.library.sentences.lacking():
        print_note(
            f"{lacking} passages were added before sentences were embedded: `tiaowen reindex` makes lists better"
        )
    return engine


def open_stocked_engine(settings: Settings) -> SearchEngine:
    """Open the library with its indexes for questions; a home without a library first gets the starting notices."""
    folder = folder_of(settings)
    # Made before the first notice goes in and taken away after the last, so that a start cut short is finished later.
    unfinished = folder / "starting-library-unfinished"
    if not library_file(folder).exists():
        unfinished.touch()
    engine = open_engine(settings)
    if unfinished.exists():
        add_starting_notices(engine)
        unfinished.unlink()
    return engine


def open_mended_engine(settings: Settings) -> SearchEngine:
    """Open as `open_stocked_engine` does, but embed again what another model embedded, and mend damaged indexes."""
    try:
        return open_stocked_engine(settings)
    except (StaleIndex, DamagedIndex) as error:
        print_note(f"{error.what}: embedding again what needs it and building the indexes anew")
    with progress_bar("embedding") as show:
        rebuild_indexes(settings, show)
    return open_stocked_engine(settings)


def rebuild_indexes(settings: Settings, show_progress: Bar) -> None:
    """Embed again what another model embedded, and build the indexes anew."""
    from index.reindexing import rebuild

    rebuild(folder_of(settings), load_encoder(settings), show_progress, exact_up_to=settings.exact_up_to)


def add_starting_notices(engine: SearchEngine) -> None:
    """Add the notices that come with Tiaowen, saying so on stderr."""
    from corpus.reading import notice_files, read_notice

    files = notice_files(STARTING_NOTICES)
    print_note(f"no library yet: adding the {len(files)} starting notices")
    engine.library.begin_run()
    with progress_bar("starting notices") as show:
        for done, file in enumerate(files):
            show(done, len(files))
            engine.add(read_notice(file), origin=str(file))
