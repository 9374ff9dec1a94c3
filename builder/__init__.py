"""Sheaf: listings of research papers in, a curated static digest with leaderboards out."""

__version__ = "0.1.0"
