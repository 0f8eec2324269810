"""Where figures can be read at once."""

from __future__ import annotations

from urllib.parse import urlencode

from server.figures.grid import Wanted


def figures_address(wanted: Wanted) -> str:
    """The address of the resource with all figures that are wanted, without their quotes."""
    asked = {
        "indicators": wanted.indicators,
        "organizations": wanted.organizations,
        "years": wanted.years,
        "applicants": ["total" if one is None else one for one in wanted.applicants],
    }
    return "gongkai://figures?" + urlencode(
        {name: ",".join(map(str, values)) for name, values in asked.items() if values}, safe=","
    )
