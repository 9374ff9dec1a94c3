"""The keys of the present records, kept on disk, so that one new listing is compared without preparing all of them.

The file holds a digest of each record and the sorted postings of `block`, which depend on no other record. Records that
changed since are keyed anew; the file is written again when they are many. Deleting it changes no pair.
"""

from __future__ import annotations

import contextlib
import hashlib
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from builder.cache import fingerprint
from builder.dedupe.block import PLACE, keys
from builder.dedupe.evidence import Evidence
from builder.dedupe.record import Record
from builder.files import make_folder

_MANY = 0.02
"""The share of records not in the file from which it is written again."""
_HEAD = 40
_SCHEME = b"2"
"""Another number for other keys: files that hold the old ones are read no more."""


class KeyIndex:
    """Where the keys of given records stand; positions are those in `records`."""

    def __init__(self, file: Path, records: Sequence[Record]) -> None:
        digests = array("Q", map(_digest, records))
        stored, self._postings = _read(file)
        place = {digest: position for position, digest in enumerate(digests)}
        self._now = [place.get(digest, -1) for digest in stored]
        known = set(stored)
        fresh = [position for position, digest in enumerate(digests) if digest not in known]
        self._fresh = defaultdict(list)
        for position in fresh:
            for key in keys(Evidence.of(records[position])):
                self._fresh[key].append(position)
        if len(fresh) > _MANY * len(records):
            _write(file, digests, self._all_postings())

    def positions(self, key: int) -> list[int]:
        """The records that have a key, in their order."""
        found = list(self._fresh.get(key, ()))
        at = bisect_left(self._postings, key << 32)
        while at < len(self._postings) and self._postings[at] >> 32 == key:
            found.append(self._now[self._postings[at] & PLACE])
            at += 1
        return sorted(position for position in found if position >= 0)

    def _all_postings(self) -> Iterator[int]:
        for posting in self._postings:
            if self._now[posting & PLACE] >= 0:
                yield posting & ~PLACE | self._now[posting & PLACE]
        for key, positions in self._fresh.items():
            yield from (key << 32 | position for position in positions)


def _digest(record: Record) -> int:
    parts = (record.title, record.abstract, *record.authors, *(f"\1{k}\2{v}" for k, v in sorted(record.ids.items())))
    data = "\0".join((record.id, *parts)).encode(errors="surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little")


def _read(file: Path) -> tuple[array[int], array[int]]:
    """Digests and postings; nothing where the file is absent, broken or of another version."""
    stored, postings = array("Q"), array("Q")
    try:
        data = file.read_bytes()
    except OSError:
        return stored, postings
    head, body = data[:_HEAD], data[_HEAD:]
    if head != fingerprint([_SCHEME, body]).encode() or len(body) < 8:
        return stored, postings
    count = int.from_bytes(body[:8], "little")
    stored.frombytes(body[8 : 8 + 8 * count])
    postings.frombytes(body[8 + 8 * count :])
    return stored, postings


def _write(file: Path, digests: array[int], postings: Iterator[int]) -> None:
    """Keep both; a file that cannot be written only makes the next search longer."""
    body = len(digests).to_bytes(8, "little") + digests.tobytes() + array("Q", sorted(postings)).tobytes()
    with contextlib.suppress(OSError):
        make_folder(file.parent)
        file.write_bytes(fingerprint([_SCHEME, body]).encode() + body)
