"""Which Tiaowen is running."""

from importlib.metadata import PackageNotFoundError, version


def installed_version() -> str:
    """Return the version of the installed distribution, `0+unknown` in a bare checkout."""
    try:
        return version("tiaowen")
    except PackageNotFoundError:
        return "0+unknown"
