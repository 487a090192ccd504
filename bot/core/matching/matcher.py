"""Core, matching: the matcher learns from all phrasings at once and ranks the entries."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot.core.nouns import Candidate, Phrasing
from bot.core.reading import pieces, stem, without, words

RIDGE = 0.35
Floats = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Hold candidates, best first; `known` is the share of the question the vocabulary covers."""

    candidates: tuple[Candidate, ...]
    known: float
    repaired: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Say in plain numbers what made an entry come up."""

    entry: str
    score: float
    nearest: str
    similarity: float
    words: tuple[tuple[str, float], ...]


class Matcher:
    """Rank entries by a ridge regression over words and characters, calibrated on itself."""

    def __init__(self, state: Mapping[str, Any]) -> None:
        self._s = dict(state)
        text = lambda key: bytes(state[key]).decode().split("\n") if len(state[key]) else []
        self._entries = text("entries")
        self._texts, self._aspects = text("texts"), text("aspects")
        self._ids = {name: i for i, name in enumerate(text("features"))}
        self._filler = frozenset(text("filler"))
        self._synonyms = dict(zip(text("synonym_from"), text("synonym_to"), strict=True))
        self._vocabulary = text("vocabulary")
        self._known = frozenset(self._vocabulary)

    @classmethod
    def learn(
        cls,
        phrasings: Sequence[Phrasing],
        filler: Mapping[str, Sequence[str]] | None = None,
        synonyms: Mapping[str, Sequence[Sequence[str]]] | None = None,
    ) -> "Matcher":
        return cls(_learn(phrasings, filler or {}, synonyms or {}))

    def state(self) -> dict[str, Any]:
        return dict(self._s)

    @classmethod
    def from_state(cls, state: Mapping[str, Any]) -> "Matcher":
        return cls(state)

    def _read(self, text: str) -> tuple[list[str], dict[str, str]]:
        found, repaired = [], {}
        for word in without(words(text), self._filler)[:80]:
            if word not in self._known and len(word) > 3 and self._vocabulary:
                best = extract(word, self._vocabulary, scorer=OSA.distance,
                               score_cutoff=1 if len(word) < 8 else 2, limit=1)
                if best:
                    repaired[word] = best[0][0]
                    word = best[0][0]
            found.append(self._synonyms.get(word, word))
        return found, repaired

    def _kernel(self, found: list[str]) -> tuple[Floats, float]:
        ids, values, known = _vector(found, self._ids, self._s["idf"], grow=None)
        indptr, rows, data = self._s["indptr"], self._s["rows"], self._s["data"]
        k = np.zeros(len(self._texts), np.float32)
        for i, v in zip(ids, values, strict=True):
            a, b = indptr[i], indptr[i + 1]
            k[rows[a:b]] += v * data[a:b]
        return k, known

    def rank(self, text: str, limit: int = 5) -> Ranking:
        found, repaired = self._read(text)
        if not found or not self._entries:
            return Ranking((), 0.0, repaired)
        k, known = self._kernel(found)
        scores = k @ self._s["alpha"]
        order = np.argsort(-scores, kind="stable")[:limit]
        first = float(scores[order[0]])
        second = float(scores[order[1]]) if len(order) > 1 else 0.0
        z = np.array([1.0, first, first - second, known]) @ self._s["calibration"]
        top = float(1 / (1 + np.exp(-z)))
        rest = np.exp(8.0 * (scores[order[1:]] - first))
        others = (1 - top) * rest / (1 + rest.sum()) if len(order) > 1 else []
        ps = [top, *(min(float(p), top) for p in others)]
        return Ranking(
            tuple(Candidate(self._entries[i], round(p, 4), self._aspect(i, k))
                  for i, p in zip(order, ps, strict=True)),
            known,
            repaired,
        )

    def _aspect(self, entry: int, k: Floats) -> str | None:
        mine = np.flatnonzero(self._s["owner"] == entry)
        best = mine[int(np.argmax(k[mine]))]
        return self._aspects[best] or None if k[best] > 0 else None

    def explain(self, text: str, entry: str) -> Explanation:
        found, _ = self._read(text)
        number = self._entries.index(entry)
        k, _ = self._kernel(found)
        mine = np.flatnonzero(self._s["owner"] == number)
        best = int(mine[int(np.argmax(k[mine]))])
        whole = float(k @ self._s["alpha"][:, number])
        parts = []
        for i, word in enumerate(found):
            less, _ = self._kernel(found[:i] + found[i + 1 :]) if len(found) > 1 else (k * 0, 0)
            parts.append((word, round(whole - float(less @ self._s["alpha"][:, number]), 3)))
        score = next((c.score for c in self.rank(text, 10**6).candidates if c.id == entry), 0.0)
        return Explanation(entry, score, self._texts[best], float(k[best]), tuple(parts))


def _features(found: list[str]) -> tuple[Counter[str], Counter[str]]:
    stems = [stem(word) for word in found]
    w = Counter(stems)
    for pair in zip(stems, stems[1:], strict=False):
        w["+".join(pair)] += 1
    c: Counter[str] = Counter()
    for word in found:
        c.update("#" + piece for piece in pieces(word))
    return w, c


def _vector(found: list[str], ids: dict[str, int], idf: Any, grow: Any) -> Any:
    out_ids, out_values = [], []
    top = float(idf.max()) if len(idf) else 1.0
    mass = seen = 0.0
    for block in _features(found):
        norm, part = 0.0, []
        for name, count in block.items():
            i = ids.get(name)
            value = (1 + np.log(count)) * (float(idf[i]) if i is not None else top)
            norm += value * value
            if i is not None:
                part.append((i, value))
                seen += value * value
        mass += norm
        scale = (0.5 / norm) ** 0.5 if norm else 0.0
        out_ids += [i for i, _ in part]
        out_values += [v * scale for _, v in part]
    return out_ids, np.array(out_values, np.float32), float(seen / mass) if mass else 0.0


def _join(lines: Sequence[str]) -> Any:
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def _learn(phrasings: Any, filler: Any, synonyms: Any) -> dict[str, Any]:
    stop = frozenset(w for group in filler.values() for t in group for w in words(t)
                     if len(words(t)) == 1)
    same = {}
    for group in (g for groups in synonyms.values() for g in groups):
        heads = [words(t) for t in group]
        for other in heads[1:]:
            if len(other) == 1 and len(heads[0]) == 1:
                same[other[0]] = heads[0][0]
    seen, rows = set(), []
    for p in phrasings:
        found = [same.get(w, w) for w in without(words(p.text), stop)]
        key = (p.entry, p.aspect, tuple(found))
        if found and key not in seen:
            seen.add(key)
            rows.append((p, found))
    entries = sorted({p.entry for p, _ in rows})
    number = {e: i for i, e in enumerate(entries)}
    n, c = len(rows), len(entries)
    df: Counter[str] = Counter()
    for _, found in rows:
        w, ch = _features(found)
        df.update(w.keys()), df.update(ch.keys())
    names = sorted(df)
    ids = {name: i for i, name in enumerate(names)}
    idf = np.array([np.log((1 + n) / (df[x] + 1)) + 1 for x in names], np.float32)
    vectors = [_vector(found, ids, idf, None) for _, found in rows]
    col = np.concatenate([np.array(v[0], np.int32) for v in vectors]) if n else np.zeros(0, np.int32)
    row = np.repeat(np.arange(n, dtype=np.int32), [len(v[0]) for v in vectors]) if n else col
    val = np.concatenate([v[1] for v in vectors]) if n else np.zeros(0, np.float32)
    order = np.argsort(col, kind="stable")
    indptr = np.concatenate([[0], np.cumsum(np.bincount(col, minlength=len(names)))])
    rws, data = row[order], val[order]
    kernel = np.zeros((n, n), np.float32)
    for r, (i, v, _) in enumerate(vectors):
        if len(i):
            spans = [slice(indptr[j], indptr[j + 1]) for j in i]
            at = np.concatenate([rws[s] for s in spans])
            amount = np.concatenate([x * data[s] for x, s in zip(v, spans, strict=True)])
            kernel[r] = np.bincount(at, amount, minlength=n)
    owner = np.array([number[p.entry] for p, _ in rows], np.int32)
    weight = np.array([min(p.weight, 0.1) if p.role == "answer" else p.weight for p, _ in rows],
                      np.float32)
    kernel[np.arange(n), np.arange(n)] += RIDGE / np.maximum(weight, 0.02)
    y = np.zeros((n, c), np.float32)
    y[np.arange(n), owner] = 1
    inverse = np.linalg.inv(kernel) if n else kernel
    alpha = inverse @ y
    fit = [i for i, (p, _) in enumerate(rows) if p.role in ("question", "title", "aspect")]
    calibration = _calibrate(fit, inverse, alpha, y, owner)
    return {
        "entries": _join(entries), "texts": _join([p.text.replace("\n", " ") for p, _ in rows]),
        "aspects": _join([p.aspect or "" for p, _ in rows]), "features": _join(names),
        "filler": _join(sorted(stop)), "synonym_from": _join(list(same)),
        "synonym_to": _join(list(same.values())),
        "vocabulary": _join(sorted({w for _, f in rows for w in f})),
        "idf": idf, "indptr": indptr, "rows": rws, "data": data, "alpha": alpha, "owner": owner,
        "calibration": calibration,
    }


def _calibrate(fit: list[int], inverse: Any, alpha: Any, y: Any, owner: Any) -> Any:
    prior = np.array([-5.5, 9.0, 4.0, 1.0])
    xs, ts, ws = [], [], []

    def add(scores: Any, right: int | None, weight: float) -> None:
        top = np.argsort(-scores)[:2]
        second = scores[top[1]] if len(top) > 1 else 0.0
        xs.append([1.0, scores[top[0]], scores[top[0]] - second, 0.9 if right is not None else 0.75])
        ts.append(float(right is not None and top[0] == right)), ws.append(weight)

    members: dict[int, list[int]] = {}
    for i in fit:
        add(y[i] - alpha[i] / inverse[i, i], int(owner[i]), 1.0)
        members.setdefault(int(owner[i]), []).append(i)
    for entry in members:
        mine = np.flatnonzero(owner == entry)
        block = y[mine] - np.linalg.solve(inverse[np.ix_(mine, mine)], alpha[mine])
        for j, i in enumerate(mine):
            if i in members[entry]:
                s = block[j].copy()
                s[entry] = -1.0
                add(s, None, 0.4)
    if not xs:
        return prior
    x, t, w = np.array(xs), np.array(ts), np.array(ws)
    beta, strength = prior.copy(), np.array([1.0, 0.3, 0.3, 0.3])
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        gradient = x.T @ (w * (t - p)) - strength * (beta - prior)
        hessian = (x * (w * p * (1 - p))[:, None]).T @ x + np.diag(strength)
        beta += np.linalg.solve(hessian, gradient)
    return beta
