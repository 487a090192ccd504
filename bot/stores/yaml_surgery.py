"""Stores: small cuts in a YAML text; each returns the new text and the number of the line it is in."""

import yaml

from bot.stores.yaml_places import end_of_line, line_end


def appended(
    content: str, branch: yaml.CollectionNode, last: yaml.Node, text: str
) -> tuple[str, int]:
    """Put a text after the last item of a list or mapping, in the style it is written in."""
    if branch.flow_style:
        at = last.end_mark.index
        return content[:at] + ", " + text + content[at:], last.end_mark.line + 1
    return inserted(content, last, branch.start_mark.column, text)


def inserted(content: str, after: yaml.Node, indent: int, text: str) -> tuple[str, int]:
    """Put a line of its own below the node."""
    at = end_of_line(content, after)
    newline = line_end(content)
    start = content[:at] if content[:at].endswith(("\n", "\r")) else content[:at] + newline
    return start + " " * indent + text + newline + content[at:], start.count("\n") + 1


def replaced(content: str, value: yaml.Node, text: str) -> tuple[str, int]:
    """Put a text in the place of a value."""
    start, end = value.start_mark.index, value.end_mark.index
    return content[:start] + text + content[end:], value.start_mark.line + 1


def removed(
    content: str, item: yaml.MappingNode, key: yaml.Node, value: yaml.Node
) -> tuple[str, int]:
    """Take a key and its value out of a mapping: the whole line, or `false` where it shares one."""
    start = content.rfind("\n", 0, key.start_mark.index) + 1
    end = end_of_line(content, value)
    alone = content[start : key.start_mark.index].strip() == "" and not item.flow_style
    if not alone:  # the first key beside the dash, or inside braces: say it the other way
        return replaced(content, value, "false")
    return content[:start] + content[end:], key.start_mark.line + 1
