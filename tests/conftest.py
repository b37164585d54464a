"""For all tests: no example of a property is failed for being slow; speed is measured by `make bench`."""

from hypothesis import settings

settings.register_profile("no clock", deadline=None)
settings.load_profile("no clock")
