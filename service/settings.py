"""Every setting of the command line and the service, read once from the environment.

The field list is the whole table: name, default and meaning of each `TIAOWEN_` variable.  Only service/ reads it.
"""

import difflib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import BadSetting

PREFIX = "TIAOWEN_"
# Defaults that depend on the machine, in words.
_DEFAULTS_TOLD = {
    "home": "`var/` in a checkout, else the user's data folder",
    "model": "the default model, unpacked into the home folder",
    "encoder_key": "none",
    "admin_token": "none",
    "writer_key": "none",
}
_CHECKOUT = Path(__file__).resolve().parent.parent


def default_home() -> Path:
    """Return `var/` in a checkout, else the user's data folder; the folder need not exist yet."""
    if (_CHECKOUT / "pyproject.toml").is_file():
        return _CHECKOUT / "var"
    return Path(platformdirs.user_data_dir("tiaowen", appauthor=False))


class Settings(BaseSettings):
    """What an operator can choose; defaults suit one person on one machine."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, env_ignore_empty=True)

    home: Path = Field(
        default_factory=default_home,
        description="folder of the library, the default model and the indexes",
    )
    model: str | None = Field(
        default=None,
        min_length=1,
        description="sentence-transformers model: a folder, or a name in the model cache of this machine",
    )
    encoder_url: str | None = Field(
        default=None,
        min_length=1,
        description="whole address of an embeddings server to use instead of a model here: OpenAI's …/v1/embeddings, "
        "or …/embed of text-embeddings-inference",
    )
    encoder_key: SecretStr = Field(default=SecretStr(""), description="key that the embeddings server asks for, if any")
    encoder_model: str = Field(default="", description="model's name on the embeddings server, if it serves several")
    encoder_question_prompt: str = Field(default="", description="what its model wants before a question, as `query: `")
    encoder_passage_prompt: str = Field(default="", description="what its model wants before a passage")
    writer_url: str | None = Field(
        default=None,
        min_length=1,
        description="address of a language model that writes sentences from what `ask` quotes: any OpenAI-compatible "
        "…/v1/chat/completions, or …/v1",
    )
    writer_model: str = Field(default="", description="its name on that server")
    writer_key: SecretStr = Field(default=SecretStr(""), description="key that the server asks for, if any")
    writer_seconds: int = Field(default=60, ge=1, le=600, description="what its answer may take, 1 to 600 seconds")
    writer_signs: int = Field(
        default=4000, ge=200, le=200_000, description="how many signs of clauses it is given at most: what it can read"
    )
    exact_up_to: int = Field(
        default=30_000,
        ge=0,
        description="passages; in a larger library short codes say which meanings to look at, unless there is a filter",
    )
    admin_token: SecretStr = Field(
        default=SecretStr(""),
        description="token to add and remove notices over HTTP; without one neither is possible",
    )
    host: str = Field(default="127.0.0.1", min_length=1, description="address that `tiaowen serve` listens on")
    port: int = Field(default=8000, ge=0, le=65535, description="TCP port, 0 to 65535; 0 takes any free one")

    @classmethod
    def read(cls) -> "Settings":
        """Read the environment; raises BadSetting for a misspelt name or a value out of range."""
        refuse_misspelt(os.environ)
        try:
            return cls()
        except ValidationError as error:
            raise _bad_value(error) from None


def refuse_misspelt(environ: Mapping[str, str]) -> None:
    """Raise BadSetting for a TIAOWEN_ variable that no setting has, naming the nearest right one."""
    known = [row.name for row in setting_rows()]
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in known:
            nearest = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
            hint = f"did you mean {nearest[0]}?" if nearest else f"the settings are {', '.join(known)}"
            raise BadSetting(f"there is no setting {name}", where=f"environment variable {name}", fix=hint)


def _bad_value(error: ValidationError) -> BadSetting:
    first = error.errors()[0]
    field = str(first["loc"][0])
    name = PREFIX + field.upper()
    meaning = Settings.model_fields[field].description
    return BadSetting(
        f"{name}={first['input']!r} cannot be used: {first['msg']}",
        where=f"environment variable {name}",
        fix=f"set {name} to the {meaning}; or unset it",
    )


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One line of the table of settings.

    name:    TIAOWEN_PORT, as it stands in the environment
    default: as shown to a reader, `8000`
    meaning: one phrase, with its unit and range
    """

    name: str
    default: str
    meaning: str


def setting_rows() -> list[SettingRow]:
    """Return every setting in the order of the class."""
    rows: list[SettingRow] = []
    for field, described in Settings.model_fields.items():
        shown = _DEFAULTS_TOLD.get(field, f"`{described.default}`" if described.default not in ("", None) else "none")
        rows.append(SettingRow(PREFIX + field.upper(), shown, described.description or ""))
    return rows


def markdown_table() -> str:
    """Return the table of settings as README.md shows it, without a line break at the end."""
    head = ["| setting | default | meaning |", "|---|---|---|"]
    return "\n".join(head + [f"| `{row.name}` | {row.default} | {row.meaning} |" for row in setting_rows()])
