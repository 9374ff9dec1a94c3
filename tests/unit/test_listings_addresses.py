"""Addresses beside an entry: which are identifiers, which are links, and to what."""

from __future__ import annotations

import pytest

from builder.listings.addresses import Address, identifiers, links, urls_in
from builder.model import LinkKind


@pytest.mark.parametrize(
    ("url", "ids"),
    [
        ("https://arxiv.org/abs/2103.14030v2", {"arxiv": "2103.14030"}),
        ("http://arxiv.org/pdf/cs/0601001v1.pdf", {"arxiv": "cs/0601001"}),
        ("https://arxiv.org/abs/math.GT/0309136", {"arxiv": "math.GT/0309136"}),
        ("https://huggingface.co/papers/2505.00011", {"arxiv": "2505.00011"}),
        ("https://doi.org/10.48550/arXiv.2103.14030", {"arxiv": "2103.14030"}),
        ("https://dx.doi.org/10.1016/S0140(20)30183-5", {"doi": "10.1016/S0140(20)30183-5"}),
        ("https://openreview.net/pdf?id=YicbFdNTTy", {"openreview": "YicbFdNTTy"}),
        ("https://aclanthology.org/2020.acl-main.1.pdf", {"acl": "2020.acl-main.1"}),
        ("https://www.aclweb.org/anthology/N19-1423/", {"acl": "N19-1423"}),
        ("https://example.org/2103.14030", {}),
        ("http://[broken", {}),
    ],
)
def test_an_address_may_be_an_identifier(url: str, ids: dict[str, str]) -> None:
    assert identifiers({}, [Address(url)]) == ids
    assert not ids or links([Address(url)], ids) == ()


def test_given_identifiers_lose_their_dress_and_must_have_the_form() -> None:
    given = {
        "arxiv": "arXiv:2103.14030v1 [cs.CV]",
        "doi": "https://doi.org/10.1234/x",
        "acl": "no id",
        "openreview": "",
    }
    assert identifiers(given) == {"arxiv": "2103.14030", "doi": "10.1234/x"}
    assert identifiers({"doi": "10.48550/arXiv.2103.14030"}) == {
        "arxiv": "2103.14030",
        "doi": "10.48550/arXiv.2103.14030",
    }


@pytest.mark.parametrize(
    ("url", "label", "kind"),
    [
        ("https://github.com/a/b", "Anything", LinkKind.CODE),
        ("https://github.com/", "Code", None),
        ("https://huggingface.co/datasets/a/b", "", LinkKind.DATA),
        ("https://huggingface.co/a/b", "", LinkKind.MODEL),
        ("https://a.github.io/b", "", LinkKind.PROJECT),
        ("https://example.org/b", "Project page", LinkKind.PROJECT),
        ("https://example.org/b", "Dataset", LinkKind.DATA),
        ("https://example.org/b", "Tweet", None),
        ("https://ada@example.org/b", "Code", None),
        ("https://example.org/paper.pdf", "Paper", LinkKind.PROJECT),
    ],
)
def test_a_link_leads_to_what_its_host_or_its_words_say(url: str, label: str, kind: LinkKind | None) -> None:
    assert [link.kind for link in links([Address(url, label)], {})] == ([kind] if kind else [])


def test_a_paper_elsewhere_is_a_link_only_where_no_identifier_leads_to_it() -> None:
    assert links([Address("https://example.org/paper.pdf", "Paper")], {"arxiv": "2103.14030"}) == ()


def test_addresses_of_a_text() -> None:
    text = "See https://example.org/a, (http://example.org/b_c) and file:///media/ada/x."
    assert urls_in(text) == ["https://example.org/a", "http://example.org/b_c"]
