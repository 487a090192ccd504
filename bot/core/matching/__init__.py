"""Core: words x knowledge become ranked candidates; the only room that uses numpy and rapidfuzz."""

from bot.core.matching.matcher import Matcher
from bot.core.matching.ranking import Explanation, Nearness, Ranking

__all__ = ["Explanation", "Matcher", "Nearness", "Ranking"]
