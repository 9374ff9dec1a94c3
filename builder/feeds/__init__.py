"""Feeds: the digest for feed readers, as Atom (RFC 4287) and JSON Feed 1.1.

`items` makes the entries, `streams` says which feeds there are and what each holds, `jsonfeed` writes them as JSON; for
Atom there is a template. Ids and dates come from `builder/ids.py`.
"""
