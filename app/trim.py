"""Bootstrap without what this page cannot use, nine tenths of it: rules whose classes nothing here ever has."""

import re
from collections.abc import Collection, Iterable
from typing import Any

import tinycss2

WORD = re.compile(r"[A-Za-z][\w-]*")
READ = re.compile(r"var\((--bs-[\w-]+)")
SET = re.compile(r"""(?<=[{;])(--bs-[\w-]+):(?:[^;{}"']|"[^"]*"|'[^']*')*(?:;|(?=}))""")
BRACKETS = re.compile(r"\([^()]*\)|\[[^]]*\]")
CLASS = re.compile(r"\.([A-Za-z][\w-]*)")
# What dash-bootstrap-components writes by itself for the components that the page has.
OF_COMPONENTS = {
    *("btn", "btn-primary", "btn-check", "form-control", "form-range", "form-select", "form-switch"),
    *("form-check", "form-check-input", "form-check-label", "form-check-inline", "form-label"),
}


def trimmed(css: str, page: str | None = None) -> str:
    """Return CSS without comments and, where the texts that a page is made of are given, without unused classes.

    A class counts as used where its name is any word of those texts: too many rules stay rather than too few.
    """
    used = None if page is None else {*WORD.findall(page), *OF_COMPONENTS}
    return "".join(_kept(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), used))


def without_unused_variables(css: str) -> str:
    """Return CSS without Bootstrap's custom properties that nothing in it reads."""
    while True:
        read = set(READ.findall(css))
        smaller = SET.sub(lambda found: found[0] if found[1] in read else "", css)  # noqa: B023
        if smaller == css:
            return css
        css = smaller


def _kept(rules: Iterable[Any], used: Collection[str] | None) -> Iterable[str]:
    for rule in rules:
        if rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports", "container") and rule.content:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            within = "".join(_kept(inner, used))
            if within:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{within}}}"
        elif rule.type == "qualified-rule":
            selectors = [one for one in _selectors(rule.prelude) if used is None or _can_match(one, used)]
            if selectors:
                yield f"{','.join(selectors)}{{{_declarations(rule.content)}}}"
        elif rule.type != "error":
            yield rule.serialize()


def _selectors(prelude: Iterable[Any]) -> list[str]:
    """Return the selectors of a rule: parted at the commas that are not within brackets."""
    parts: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return [tinycss2.serialize(part).strip() for part in parts]


def _can_match(selector: str, used: Collection[str]) -> bool:
    return all(name in used for name in CLASS.findall(_without_alternatives(selector)))


def _without_alternatives(selector: str) -> str:
    """Return a selector without what stands in brackets, as in `:not(.btn-check)`: none of that need be there."""
    without = BRACKETS.sub("", selector)
    return without if without == selector else _without_alternatives(without)


def _declarations(content: Iterable[Any]) -> str:
    found = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    kept = (one for one in found if one.type != "error")  # browsers skip those too
    return ";".join(_declaration(one) if one.type == "declaration" else one.serialize() for one in kept)


def _declaration(one: Any) -> str:
    important = "!important" if one.important else ""
    return f"{one.name}:{tinycss2.serialize(one.value).strip()}{important}"
