"""The tokens keep what they promise: contrast, the same roles in both themes, icons that exist."""

import itertools

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from familjeflow.ui import fonts, icons, theme
from familjeflow.ui.theme import ThemeName
from familjeflow.ui.widgets import buttons

THEMES: tuple[ThemeName, ...] = ("light", "dark")


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2, definitions)."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", THEMES)
def test_every_text_role_can_be_read_on_every_ground(name: ThemeName) -> None:
    roles = theme.palette(name)
    grounds = ("ground", "raised", "hover", "selected")
    for text, ground in itertools.product(theme.TEXT_ROLES, grounds):
        assert contrast(roles[text], roles[ground]) >= 4.5, (text, ground)
    for role in theme.SOFT_ROLES:
        assert contrast(roles[role], roles[f"{role}_soft"]) >= 4.5, role
        assert contrast(roles["text"], roles[f"{role}_soft"]) >= 4.5, role
    for level in range(1, 5):
        assert contrast(roles["text"], roles[f"heat_{level}"]) >= 4.5, level
    assert contrast(roles["on_accent"], roles["accent"]) >= 4.5
    assert contrast(roles["on_accent"], roles["accent_hover"]) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_outlines_of_controls_and_the_focus_ring_can_be_seen(name: ThemeName) -> None:
    roles = theme.palette(name)
    for role, ground in itertools.product(("control", "accent"), ("ground", "raised")):
        assert contrast(roles[role], roles[ground]) >= 3, (role, ground)


def test_every_state_has_its_own_icon_and_a_role_of_the_palette() -> None:
    assert icons.STATE_ICONS.keys() == icons.STATE_ROLES.keys()
    assert set(icons.STATE_ICONS.values()) <= set(icons.names())
    assert len(set(icons.STATE_ICONS.values())) == len(icons.STATE_ICONS)
    assert set(icons.STATE_ROLES.values()) <= theme.palette("light").keys()


def test_the_bundled_type_is_used() -> None:
    assert fonts.load(theme.BODY).family() == fonts.FAMILY


def test_another_theme_draws_the_icons_again(qapp: QApplication) -> None:
    button = buttons.icon_button("lock", "Lås", role="accent")
    try:
        theme.apply(qapp, "dark")
        assert _strongest(button) == QColor(theme.palette("dark")["accent"])
    finally:
        theme.apply(qapp, "light")
    assert _strongest(button) == QColor(theme.palette("light")["accent"])


def _strongest(button: buttons.QToolButton) -> QColor:
    """The colour of the icon's most opaque point."""
    image = button.icon().pixmap(button.iconSize()).toImage()
    points = itertools.product(range(image.width()), range(image.height()))
    x, y = max(points, key=lambda p: image.pixelColor(*p).alpha())
    found = image.pixelColor(x, y)
    return QColor(found.red(), found.green(), found.blue())
