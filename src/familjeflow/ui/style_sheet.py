"""The one Qt style sheet, written with colour roles. Nobody else sets a style sheet."""

from collections.abc import Mapping
from string import Template

_TONES = ("muted", "accent", "done", "ready", "active", "waiting", "skipped", "overdue", "protected")


def text(roles: Mapping[str, str], theme: str) -> str:
    """The sheet for a theme. Arrows and ticks are icons/control-*-<theme>.svg, on the "control:" path."""
    parts = [Template(_SHEET).substitute(roles, theme=theme)]
    for tone in _TONES:
        parts.append(f'QLabel[tone="{tone}"], QToolButton[tone="{tone}"] {{ color: {roles[tone]}; }}')
        if f"{tone}_soft" in roles:
            parts.append(_toned(tone, roles[tone], roles[f"{tone}_soft"]))
    return "\n".join(parts)


def _toned(tone: str, strong: str, soft: str) -> str:
    return (
        f'QLabel[badge="{tone}"] {{ color: {strong}; background: {soft}; border: 1px solid {strong};'
        " border-radius: 4px; padding: 0 6px; font-weight: 600; }\n"
        f'QFrame[notice="{tone}"] {{ background: {soft}; border: 1px solid {strong}; border-radius: 6px; }}'
    )


_SHEET = """
QWidget { color: $text; }
QMainWindow, QDialog, QWidget[surface="ground"] { background: $ground; }
QWidget[surface="raised"] { background: $raised; }
QFrame[surface="card"] { background: $raised; border: 1px solid $line; border-radius: 6px; }
QFrame[surface="strip"] { background: $raised; border: 1px solid $accent; border-radius: 6px; }
QFrame[surface="bar"] { background: $raised; border: none; border-bottom: 1px solid $line; }
QFrame[surface="side"] { background: $raised; border: none; border-right: 1px solid $line; }
QFrame[surface="panel"] { background: $raised; border: none; border-left: 1px solid $line; }
QFrame[surface="foot"] { background: $raised; border: none; border-top: 1px solid $line; }
QFrame[surface="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QLabel { background: transparent; }
QLabel[type="meta"], QCheckBox[type="meta"] { font-size: 10pt; }
QLabel[type="strong"] { font-weight: 600; }
QLabel[type="heading"] { font-size: 10pt; font-weight: 600; color: $muted; }
QLabel[type="section"] { font-size: 13pt; font-weight: 600; }
QLabel[type="page"] { font-size: 16pt; font-weight: 600; }
QLabel[type="name"] { font-size: 20pt; font-weight: 600; }
QLabel[type="code"] { font-size: 16pt; font-weight: 600; letter-spacing: 1px; }
QLabel[key="true"] { font-size: 10pt; color: $muted; background: $raised; border: 1px solid $line;
    border-radius: 4px; padding: 0 5px; }
QLabel[count="plain"] { font-size: 10pt; color: $text; background: $hover; border-radius: 9px; padding: 0 7px;
    min-height: 18px; max-height: 18px; }
QLabel[count="overdue"] { font-size: 10pt; font-weight: 600; color: $raised; background: $overdue;
    border-radius: 9px; padding: 0 7px; min-height: 18px; max-height: 18px; }

QPushButton, QToolButton[kind="plain"] { background: $raised; border: 1px solid $control; border-radius: 6px;
    padding: 5px 14px; min-height: 20px; font-weight: 600; }
QPushButton:hover, QToolButton[kind="plain"]:hover { background: $hover; }
QPushButton:focus, QToolButton[kind="plain"]:focus { border: 2px solid $accent; padding: 4px 13px; }
QPushButton:disabled { color: $skipped; border-color: $line; background: $ground; }
QPushButton[kind="primary"] { background: $accent; border-color: $accent; color: $on_accent; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $hover; border-color: $line; color: $skipped; }
QPushButton[kind="danger"] { color: $overdue; border-color: $overdue; }
QPushButton[kind="quiet"], QToolButton { background: transparent; border: 1px solid transparent;
    border-radius: 6px; padding: 5px 8px; min-height: 20px; font-weight: normal; }
QPushButton[kind="quiet"]:hover, QToolButton:hover { background: $hover; }
QPushButton[kind="quiet"]:focus, QToolButton:focus { border: 2px solid $accent; padding: 4px 7px; }
QToolButton[kind="scroller"] { padding: 0; min-height: 0; border: none; border-radius: 0;
    background: $raised; }
QToolButton:checked { background: $selected; color: $accent; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; width: 0; }
QPushButton[kind="link"] { background: transparent; border: 2px solid transparent; border-radius: 4px;
    padding: 0 2px;
    min-height: 18px; color: $accent; font-weight: normal; text-align: left; }
QPushButton[kind="link"]:hover { text-decoration: underline; background: transparent; }
QPushButton[kind="link"]:focus { border: 2px solid $accent; padding: 0 2px; }
QPushButton[kind="nav"] { background: transparent; border: 2px solid transparent; border-radius: 6px;
    padding: 7px 8px; text-align: left; font-weight: normal; color: $muted; min-height: 20px; }
QPushButton[kind="nav"]:hover { background: $hover; }
QPushButton[kind="nav"][current="true"] { background: $selected; color: $accent; font-weight: 600; }
QPushButton[kind="nav"]:focus { border: 2px solid $accent; padding: 7px 8px; }
QPushButton[kind="toggle"] { font-weight: normal; padding: 5px 10px; }
QPushButton[kind="toggle"]:checked { background: $selected; color: $accent; border-color: $accent;
    font-weight: 600; }
QPushButton[kind="toggle"]:focus { border: 2px solid $accent; padding: 4px 9px; }
QPushButton[kind="choice"] { text-align: left; font-weight: normal; padding: 9px 11px; }
QPushButton[kind="choice"]:checked { border: 2px solid $accent; background: $selected; padding: 8px 10px; }
QPushButton[kind="choice"]:focus { border: 2px solid $accent; padding: 8px 10px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox { background: $raised;
    border: 1px solid $control;
    border-radius: 6px; padding: 5px 9px; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: 20px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: 2px solid $accent; padding: 4px 8px; }
QLineEdit[problem="true"], QPlainTextEdit[problem="true"], QComboBox[problem="true"],
    QAbstractSpinBox[problem="true"] { border: 2px solid $overdue; padding: 4px 8px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
    color: $skipped; background: $ground; border-color: $line; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $ground; }
QSpinBox { padding: 5px 20px 5px 9px; min-width: 40px; }
QSpinBox:focus { padding: 4px 19px 4px 8px; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url(control:control-down-$theme.svg); width: 14px; height: 14px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 20px;
    background: transparent; }
QAbstractSpinBox::up-arrow { image: url(control:control-up-$theme.svg); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url(control:control-down-$theme.svg); width: 10px; height: 10px; }
QDateTimeEdit::drop-down { border: none; width: 26px; }
QDateTimeEdit::down-arrow { image: url(control:control-down-$theme.svg); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $control; outline: none;
    selection-background-color: $selected; selection-color: $text; }

QCheckBox, QRadioButton { spacing: 8px; background: transparent; border: 2px solid transparent;
    border-radius: 4px;
    padding: 1px 2px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $accent; }
QCheckBox::indicator, QRadioButton::indicator { width: 15px; height: 15px; border: 1px solid $control;
    background: $raised; }
QCheckBox::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent;
    image: url(control:control-check-$theme.svg); }
QCheckBox::indicator:indeterminate { background: $accent; border-color: $accent;
    image: url(control:control-part-$theme.svg); }
QRadioButton::indicator:checked { background: $accent; border-color: $accent;
    image: url(control:control-dot-$theme.svg); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; background: $ground; }
QCheckBox:disabled, QRadioButton:disabled { color: $skipped; }

QTableView, QListView, QTreeView { background: $raised; border: 1px solid $line; border-radius: 6px;
    outline: none;
    gridline-color: $line; selection-background-color: $selected; selection-color: $text; }
QTableView:focus, QListView:focus, QTreeView:focus { border: 2px solid $accent; }
QTableView::item, QListView::item, QTreeView::item { padding: 4px 8px; border: none; }
QTableView::item:selected, QListView::item:selected, QTreeView::item:selected {
    background: $selected; color: $text; }
QTableView::item:hover, QListView::item:hover, QTreeView::item:hover { background: $hover; }
QTableView[plain="true"], QListView[plain="true"], QTreeView[plain="true"] { border: none; border-radius: 0; }
QHeaderView { background: $raised; border: none; }
QHeaderView::section { background: $raised; color: $muted; border: none; border-bottom: 1px solid $line;
    padding: 6px 8px 6px 11px; font-weight: 600; font-size: 10pt; }
QHeaderView::down-arrow { image: url(control:control-down-$theme.svg); width: 10px; height: 10px; }
QHeaderView::up-arrow { image: url(control:control-up-$theme.svg); width: 10px; height: 10px; }

QTabBar { background: transparent; border: none; }
QTabBar::tab { background: transparent; color: $muted; border: 1px solid transparent; border-bottom: none;
    border-top-left-radius: 6px; border-top-right-radius: 6px; padding: 6px 12px; margin-top: 4px; }
QTabBar::tear { width: 0; border: none; }
QTabBar::tab:hover { color: $text; background: $hover; }
QTabBar::tab:selected { background: $ground; color: $text; border-color: $line; font-weight: 600; }
QTabBar::tab:selected:focus { border: 2px solid $accent; border-bottom: none; padding: 5px 11px; }
QTabBar[away="true"]::tab:selected { background: transparent; color: $muted; border-color: transparent;
    font-weight: normal; }
QTabBar[kind="views"]::tab { border: 2px solid transparent; border-radius: 6px; padding: 4px 9px;
    margin: 3px 0; }
QTabBar[kind="views"]::tab:selected { background: $selected; color: $accent; border-color: $selected; }
QTabBar[kind="views"]::tab:selected:focus { border: 2px solid $accent; padding: 4px 9px; }
QTabWidget::pane { border: none; }

QScrollArea, QScrollArea > QWidget > QWidget[surface="clear"] { background: transparent; border: none; }
QScrollArea[kind="pages"] { background: $ground; border: 2px solid $ground; }
QScrollArea[kind="pages"]:focus { border: 2px solid $accent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $control; border-radius: 4px; margin: 2px; min-height: 28px;
    min-width: 28px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QProgressBar { background: $hover; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QProgressBar[level="weak"]::chunk { background: $overdue; }
QProgressBar[level="fair"]::chunk { background: $waiting; }
QProgressBar[level="good"]::chunk { background: $done; }
QMenu { background: $raised; border: 1px solid $control; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $selected; color: $text; }
QMenu::item:disabled { color: $skipped; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QToolTip { background: $raised; color: $text; border: 1px solid $control; padding: 4px 8px; }
QGroupBox { border: none; margin-top: 22px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $raised; }
QCalendarWidget QAbstractItemView { background: $raised; selection-background-color: $accent;
    selection-color: $on_accent; }
"""
