"""Curation: what the robustness gate found, in lines for an editor."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from bot.curation.asking import Asked, share_of_hits, share_of_wrong
from bot.curation.robustness import LEAST_HITS, MOST_WRONG, Drop, Robustness

SHOWN_OF_A_DROP = 5


def robustness_text(found: Robustness, most: int = 10) -> str:
    """Return what the gate found as lines for an editor."""
    lines = [
        f"{len(found.asked)} Schreibweisen gefragt.",
        f"Richtig beantwortet: {_percent(found.hits)} (Ziel: {_percent(LEAST_HITS)}).",
        f"Falsch beantwortet: {_percent(found.wrong)} (höchstens {_percent(MOST_WRONG)}).",
        *_by_kind(found.asked),
        *_weakest(found.asked, most),
    ]
    if not found.compared:
        lines.append(
            "Kein veröffentlichter Stand, der anders wäre – vergleichen mit: --against ORDNER"
        )
    lines += [f"Eintrag „{each}“ gibt es nicht mehr." for each in found.gone]
    lines += [line for drop in found.drops[:most] for line in _told(drop)]
    if found.compared and not found.drops:
        lines.append("Gegenüber dem veröffentlichten Stand ist nichts schlechter geworden.")
    lines.append("Bestanden." if found.passed else "Nicht bestanden – bitte oben nachsehen.")
    return "\n".join(lines)


def _by_kind(asked: Sequence[Asked]) -> list[str]:
    kinds: dict[str, list[Asked]] = defaultdict(list)
    for each in asked:
        kinds[each.form.kind].append(each)
    return [
        f"  {kind:18} {_percent(share_of_hits(each)):>7} richtig, "
        f"{_percent(share_of_wrong(each)):>6} falsch, {len(each)} gefragt"
        for kind, each in kinds.items()
    ]


def _weakest(asked: Sequence[Asked], most: int) -> list[str]:
    wrong = Counter((each.entry, each.taker) for each in asked if each.is_wrong)
    return [
        f"  „{entry}“ verliert {number}× an „{taker}“"
        for (entry, taker), number in wrong.most_common(most)
    ]


def _told(drop: Drop) -> list[str]:
    sign = "Schlechter" if drop.closes_the_gate else "Etwas schlechter"
    head = (
        f"{sign}: „{drop.entry}“ von {_percent(drop.before)} auf {_percent(drop.now)}, "
        f"{len(drop.broken)} Fragen gehen nicht mehr:"
    )
    return [
        head,
        *(f"  {each.form.text} → {_taker(each)}" for each in drop.broken[:SHOWN_OF_A_DROP]),
    ]


def _taker(asked: Asked) -> str:
    return f"genommen von „{asked.taker}“" if asked.taker else "niemand antwortet"


def _percent(share: float) -> str:
    return f"{share * 100:.1f} %".replace(".", ",")
