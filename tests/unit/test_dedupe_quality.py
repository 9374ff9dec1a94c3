"""The figures of the search for near-duplicates on labelled records, and what the choice of candidates loses."""

from __future__ import annotations

from benchmarks import bench_dedupe, eval_dedupe
from benchmarks.corpus_dedupe import make_corpus
from builder.dedupe import find_pairs


def test_figures_hold() -> None:
    evaluation = eval_dedupe.evaluate()
    assert evaluation.precision == 1.0
    assert evaluation.f1 >= 0.9
    assert evaluation.found == 1.0


def test_a_figure_below_its_bound_fails() -> None:
    assert eval_dedupe.main(["--min", "found=0.9"]) == 0
    assert eval_dedupe.main(["--min", "found=1.1"]) == 1


def test_candidates_lose_no_kind_of_near_duplicate() -> None:
    records = make_corpus(300).records
    found = {(pair.a, pair.b) for pair in find_pairs(records)}
    assert found == bench_dedupe.brute_force(records)
    assert make_corpus(300) == make_corpus(300)


def test_the_benchmark_prints_each_kind(monkeypatch, capsys) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(bench_dedupe, "_alone", lambda function, size: function(size))
    assert bench_dedupe.main(["200"]) == 0
    assert "new title, abstract cut" in capsys.readouterr().out
