"""Verbale: accounts of a diplomatic event in, a briefing site out."""

__version__ = "0.1.0"
