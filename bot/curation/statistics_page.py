"""Curation: the numbers as one web page that needs nothing else: styles and plots are inside."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from bot.curation.inbox import PUBLIC_FROM, Bundle
from bot.curation.statistics import MOST, OUTCOMES, WEEKDAYS, Figures, outcome_name, span

_WIDTH, _HEIGHT, _FOOT = 640, 200, 24
_STYLE = """
:root { --answer: #2a7f62; --choice: #d08c1f; --unknown: #b23a48; --other: #5b6c7d; color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem } h2 { font-size: 1.1rem; margin-top: 2rem }
svg { width: 100%; height: auto } svg text { font-size: 12px; fill: currentColor }
.answer { fill: var(--answer) } .choice { fill: var(--choice) } .unknown { fill: var(--unknown) }
.other { fill: var(--other) } dl { display: flex; flex-wrap: wrap; gap: .5rem 2rem }
dt { font-size: .85rem } dd { margin: 0; font-size: 1.5rem; font-weight: 600 }
.legend span { margin-right: 1rem } .legend svg { width: 12px; height: 12px }
"""


def page(found: Figures, bundles: Sequence[Bundle], title: str) -> str:
    """Return the page; open questions asked by few people are counted, not shown."""
    hours = {f"{hour} Uhr": found.hours.get(hour, 0) for hour in range(24)}
    parts = [
        f"<h1>{escape(title)}</h1><p>{span(found)}. Gezählt wird nur, niemand ist erkennbar.</p>",
        _summary(found),
        _section("Fragen je Tag", _legend(found) + _stacked(found)),
        _section("Themen", _bars(found.topics)),
        _section("Am häufigsten gefragt", _bars(found.entries)),
        _section("Zu welcher Stunde", _columns(hours)),
        _section("Oft nicht hilfreich", _bars(found.unloved)),
        _section("Gemerkte Vorträge", _bars(found.stars)),
        _section("Offene Fragen", _open(bundles)),
    ]
    return (
        '<!doctype html>\n<html lang="de"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n<body>\n"
        + "\n".join(parts)
        + "\n</body></html>\n"
    )


def _summary(found: Figures) -> str:
    values = {"Fragen": found.questions}
    values |= {outcome_name(name): found.outcomes[name] for name in _outcomes(found)}
    if rated := found.helpful + found.unhelpful:
        values |= {"bewertet": rated, "hilfreich": found.helpful}
    return (
        "<dl>"
        + "".join(f"<div><dt>{k}</dt><dd>{v}</dd></div>" for k, v in values.items())
        + "</dl>"
    )


def _section(title: str, content: str) -> str:
    return f"<h2>{escape(title)}</h2>\n{content}" if content else ""


def _legend(found: Figures) -> str:
    marks = "".join(
        f'<span><svg viewBox="0 0 12 12" aria-hidden="true"><rect width="12" height="12" '
        f'class="{_class(name)}"/></svg> {escape(outcome_name(name))}</span>'
        for name in _outcomes(found)
    )
    return f'<p class="legend">{marks}</p>'


def _stacked(found: Figures) -> str:
    """Draw one column a day, its outcomes on top of each other."""
    most = max((sum(each.values()) for each in found.days.values()), default=0) or 1
    step = _WIDTH / max(1, len(found.days))
    drawn = []
    for place, (day, counts) in enumerate(found.days.items()):
        top = float(_HEIGHT)
        for name in _outcomes(found):
            height = (_HEIGHT - 20) * counts.get(name, 0) / most
            top -= height
            drawn.append(_rect(place * step + step * 0.15, top, step * 0.7, height, _class(name)))
        total = sum(counts.values())
        drawn += [_text(place * step + step / 2, top - 4, str(total), "middle")]
        drawn += [_text(place * step + step / 2, _HEIGHT + 16, _label(day), "middle")]
    return _svg(drawn, _HEIGHT + _FOOT, "Fragen je Tag")


def _columns(counts: Mapping[str, int]) -> str:
    most = max(counts.values(), default=0)
    if not most:
        return ""
    step = _WIDTH / len(counts)
    drawn = []
    for place, (name, number) in enumerate(counts.items()):
        height = (_HEIGHT - 20) * number / most
        drawn.append(_rect(place * step + 2, _HEIGHT - height, step - 4, height, "other"))
        if number:
            drawn.append(
                _text(place * step + step / 2, _HEIGHT - height - 4, str(number), "middle")
            )
        if place % 3 == 0:
            drawn.append(_text(place * step + step / 2, _HEIGHT + 16, name.split()[0], "middle"))
    return _svg(drawn, _HEIGHT + _FOOT, "Fragen je Stunde des Tages")


def _bars(counts: Mapping[str, int]) -> str:
    shown = list(counts.items())[:MOST]
    if not shown:
        return ""
    most = max(number for _, number in shown)
    drawn = []
    for place, (name, number) in enumerate(shown):
        y = place * 40
        drawn.append(_text(0, y + 13, name, "start"))
        drawn.append(_rect(0, y + 18, (_WIDTH - 50) * number / most, 14, "other"))
        drawn.append(_text((_WIDTH - 50) * number / most + 6, y + 30, str(number), "start"))
    return _svg(drawn, 40 * len(shown), "Häufigkeiten")


def _open(bundles: Sequence[Bundle]) -> str:
    shown = [each for each in bundles if len(each.questions) >= PUBLIC_FROM]
    hidden = sum(len(each.questions) for each in bundles if each not in shown)
    lines = [f"<li>{len(each.questions)}× {escape(each.text)}</li>" for each in shown[:MOST]]
    if hidden:
        lines.append(f"<li>{hidden} weitere, die nur selten gestellt wurden</li>")
    return f"<ul>{''.join(lines)}</ul>" if lines else ""


def _outcomes(found: Figures) -> list[str]:
    return [*(name for name in OUTCOMES if name in found.outcomes),
            *sorted(set(found.outcomes) - set(OUTCOMES))]  # fmt: skip


def _class(outcome: str) -> str:
    return outcome if outcome in OUTCOMES else "other"


def _label(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day:%d.%m.}"


def _rect(x: float, y: float, width: float, height: float, name: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" class="{name}"/>'
    )


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _svg(drawn: Sequence[str], height: int, title: str) -> str:
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img"><title>{escape(title)}</title>'
        + "".join(drawn)
        + "</svg>"
    )
