"""Benchmarks: our engine and its peers behind one shape – learn phrasings, rank a question."""

# ruff: noqa: PLC0415 - peers are imported when asked for: each may be missing

import re
import sqlite3
from collections.abc import Callable, Sequence

import numpy as np

from bot.core.matching import Matcher
from bot.core.nouns import Phrasing
from bot.stores.everyday_words import everyday_words

Ranked = list[tuple[str, float]]
Rank = Callable[[str], Ranked]
Learn = Callable[[Sequence[tuple[str, str]]], Rank]


def ours(phrasings: Sequence[tuple[str, str]]) -> Rank:
    """Learn with the product's own matcher."""
    matcher = Matcher.learn(
        [Phrasing(label, text) for text, label in phrasings], everyday=everyday_words()
    )
    return lambda text: [(each.id, each.score) for each in matcher.rank(text).candidates]


def token_sort_ratio(phrasings: Sequence[tuple[str, str]]) -> Rank:
    """Take the nearest phrasing by rapidfuzz's `token_sort_ratio`."""
    from rapidfuzz import fuzz, process, utils

    texts = [utils.default_process(text) for text, _ in phrasings]

    def rank(text: str) -> Ranked:
        found = process.extract(
            utils.default_process(text), texts, scorer=fuzz.token_sort_ratio, limit=20
        )
        return _by_entry((phrasings[at][1], score / 100) for _, score, at in found)

    return rank


def bm25(phrasings: Sequence[tuple[str, str]]) -> Rank:
    """Take BM25 with one document an entry (`bm25s`)."""
    import bm25s

    entries = list(dict.fromkeys(label for _, label in phrasings))
    texts = [" ".join(text for text, label in phrasings if label == each) for each in entries]
    index = bm25s.BM25()
    index.index([_tokens(text) for text in texts], show_progress=False)

    def rank(text: str) -> Ranked:
        tokens = _tokens(text)
        if not any(token in index.vocab_dict for token in tokens):
            return []
        scores = index.get_scores(tokens)
        return [(entries[at], float(scores[at])) for at in np.argsort(-scores)[:5]]

    return rank


def fts5_trigram(phrasings: Sequence[tuple[str, str]]) -> Rank:
    """Take SQLite's full-text search over trigrams, one document a phrasing."""
    store = sqlite3.connect(":memory:")
    store.execute("create virtual table t using fts5(label unindexed, text, tokenize='trigram')")
    store.executemany("insert into t values (?, ?)", [(label, text) for text, label in phrasings])

    def rank(text: str) -> Ranked:
        grams = {text.lower()[at : at + 3] for at in range(len(text) - 2)}
        query = " OR ".join('"' + gram.replace('"', '""') + '"' for gram in sorted(grams))
        if not query:
            return []
        rows = store.execute(
            "select label, -bm25(t) from t where text match ? order by 2 desc limit 20", (query,)
        )
        return _by_entry(rows)

    return rank


def support_vectors(phrasings: Sequence[tuple[str, str]]) -> Rank:
    """Take scikit-learn's linear SVC over words and characters."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline, make_union
    from sklearn.svm import LinearSVC

    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    model = make_pipeline(make_union(words, pieces), LinearSVC(C=1.0))
    model.fit([text for text, _ in phrasings], [label for _, label in phrasings])
    classes = model.classes_

    def rank(text: str) -> Ranked:
        scores = model.decision_function([text])[0]
        return [(str(classes[at]), float(scores[at])) for at in np.argsort(-scores)[:5]]

    return rank


ENGINES: dict[str, Learn] = {
    "ours": ours,
    "token_sort_ratio": token_sort_ratio,
    "bm25s": bm25,
    "fts5 trigram": fts5_trigram,
    "linear SVC": support_vectors,
}


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _by_entry(rows: object) -> Ranked:
    best: dict[str, float] = {}
    for label, score in rows:  # type: ignore[attr-defined]
        best.setdefault(label, float(score))
    return list(best.items())
