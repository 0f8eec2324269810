from __future__ import annotations

import cv2
import numpy as np
import pytest

from core.document.picture.ink import ruling_lines
from core.document.picture.upright import Boxes, Pixels, gutter, is_sideways, level, upside_down

WIDTH, HEIGHT = 1200, 1600


def ruled() -> Pixels:
    """A sheet with a grid of lines."""
    sheet = np.full((HEIGHT, WIDTH, 3), 240, np.uint8)
    for step in range(9):
        cv2.line(sheet, (150, 200 + 150 * step), (1050, 200 + 150 * step), (20, 20, 20), 3)
    for step in range(7):
        cv2.line(sheet, (150 + 150 * step, 200), (150 + 150 * step, 1400), (20, 20, 20), 3)
    return sheet


def box(left: float, top: float, right: float, bottom: float) -> list[list[float]]:
    return [[left, top], [right, top], [right, bottom], [left, bottom]]


def boxes(*found: list[list[float]]) -> Boxes:
    return np.array(found, np.float32).reshape(-1, 4, 2)


CORNERS = np.array([(0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)], np.float32)


@pytest.mark.parametrize(
    "shifts",
    [
        [(60, 0), (0, 60), (-60, 0), (0, -60)],  # turned
        [(90, 40), (-70, 60), (0, 0), (0, 0)],  # held aslant
        [(20, 80), (-90, 10), (-10, -70), (60, -30)],
    ],
)
def test_lines_become_level_and_plumb(shifts: list[tuple[int, int]]) -> None:
    matrix = cv2.getPerspectiveTransform(CORNERS, CORNERS + np.array(shifts, np.float32))
    taken = cv2.warpPerspective(ruled(), matrix, (WIDTH, HEIGHT), borderValue=(240, 240, 240))
    words = cv2.perspectiveTransform(boxes(box(310, 510, 440, 640)), matrix)
    picture, placed = level(np.asarray(taken, np.uint8), np.asarray(words, np.float32))
    lines = ruling_lines(picture)
    assert sorted(line.horizontal for line in lines) == [False] * 7 + [True] * 9
    left, top = placed[0].min(0)
    right, bottom = placed[0].max(0)
    xs = sorted(line.at for line in lines if not line.horizontal)
    ys = sorted(line.at for line in lines if line.horizontal)
    assert xs[1] < left < right < xs[2]
    assert ys[2] < top < bottom < ys[3]


def test_a_level_page_stays_as_it_is() -> None:
    sheet = ruled()
    assert level(sheet, boxes())[0] is sheet


def test_which_way_a_page_lies() -> None:
    lines = boxes(*(box(100, 100 + 40 * step, 700, 120 + 40 * step) for step in range(5)))
    digits = [box(800, 100 + 40 * step, 815, 120 + 40 * step) for step in range(20)]
    assert not is_sideways(boxes(*lines.tolist(), *digits))
    assert is_sideways(lines[:, :, ::-1].copy())
    _, turned = upside_down(ruled(), lines)
    assert turned[0].tolist() == box(WIDTH - 700, HEIGHT - 120, WIDTH - 100, HEIGHT - 100)


@pytest.mark.parametrize(
    ("left", "right", "lines", "parts"),
    [
        (700, 900, [], True),
        (900, 700, [], False),
        (700, 900, [(100, 1500)], False),
        (700, 900, [(90, 720), (880, 1510)], True),
        (500, 900, [(90, 850)], True),
    ],
)
def test_where_a_spread_parts(left: int, right: int, lines: list[tuple[float, float]], parts: bool) -> None:
    found = [box(100, 100 + 40 * step, left, 120 + 40 * step) for step in range(5)]
    found += [box(right, 100 + 40 * step, 1500, 120 + 40 * step) for step in range(5)]
    at = gutter(boxes(*found), lines, 1600)
    assert (at is not None and left < at < right) if parts else at is None
