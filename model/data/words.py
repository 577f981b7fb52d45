"""Numbers as a person would write them."""


def plain(value: float) -> str:
    """Write a number with all its digits: 2 and not 2.0."""
    return repr(int(value)) if float(value).is_integer() else repr(value)


def line_equation(weight: float, bias: float) -> str:
    """Write a line: y = 2x - 3."""
    number = plain(bias)
    return f"y = {plain(weight)}x {f'- {number[1:]}' if number.startswith('-') else f'+ {number}'}"
