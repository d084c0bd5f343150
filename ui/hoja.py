"""The stylesheet, made of a theme's tokens: what each role of text, card, button, field and table looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.tema import Tema

#: Size in pixels at 100 %, weight and colour token of each role of text.
ROLES = {
    "leyenda": (12, 400, "tenue"),
    "cabecera": (12, 700, "tenue"),
    "tenue": (14, 400, "tenue"),
    "rotulo": (14, 700, "tenue"),
    "fuerte": (14, 700, "tinta"),
    "titulo": (18, 700, "tinta"),
    "nombre": (21, 700, "tinta"),
    "cifra": (26, 700, "tinta"),
    "cambio": (34, 700, "tinta"),
    "total": (52, 700, "tinta"),
}
ESTADOS = ("bien", "aviso", "mal")


def hoja_de_estilo(tema: Tema, escala: int, iconos: str) -> str:
    """The whole program's stylesheet.

    Args:
        escala: font scale, in percent.
        iconos: folder of the marks that Qt draws from files.
    """

    def px(medida: int) -> str:
        return f"{round(medida * escala / 100)}px"

    sufijo = "oscuro" if tema.is_oscuro else "claro"
    valores = {campo: str(getattr(tema, campo)) for campo in tema.__slots__}
    partes = [_MARCOS, _BOTONES, _CAMPOS, _TABLAS, _RESTO]
    texto = "\n".join(_textos(tema, px) + partes)
    for campo, valor in valores.items():
        texto = texto.replace(f"@{campo};", f"{valor};")
        texto = texto.replace(f"@{campo} ", f"{valor} ")
    for medida in (4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 16, 17, 18, 20, 22, 28, 30, 36, 40, 44):
        texto = texto.replace(f"#{medida}#", px(medida))
    return texto.replace("%iconos%", iconos.replace("\\", "/")).replace("%sufijo%", sufijo)


def _textos(tema: Tema, px: object) -> list[str]:
    assert callable(px)
    textos = [
        f'QLabel[rol="{rol}"] {{ font-size: {px(medida)}; font-weight: {peso}; color: {getattr(tema, tono)}; }}'
        for rol, (medida, peso, tono) in ROLES.items()
    ]
    textos += [f'QLabel[estado="{e}"], QCheckBox[estado="{e}"] {{ color: {getattr(tema, e)}; }}' for e in ESTADOS]
    textos += [
        f'QLabel[rol="insignia"][estado="{e}"] {{ color: {getattr(tema, e)}; background: '
        f"{getattr(tema, f'{e}_suave')}; border-color: {getattr(tema, f'{e}_suave')}; }}"
        for e in ESTADOS
    ]
    return textos


_MARCOS = """
QWidget { color: @tinta; }
QMainWindow, QDialog, QWidget[clase="fondo"] { background: @fondo; }
QLabel, QCheckBox, QRadioButton { background: transparent; }
QFrame[clase="tarjeta"] { background: @tarjeta; border: 1px solid @linea; border-radius: 10px; }
QFrame[clase="cifra"] { background: @suave; border: none; border-radius: 10px; }
QFrame[clase="aviso"] { background: @aviso_suave; border: 1px solid @aviso; border-radius: 8px; }
QFrame[clase="barra"] { background: @tarjeta; border: none; border-bottom: 1px solid @linea; }
QFrame[clase="pie"] { background: @tarjeta; border: none; border-top: 1px solid @linea; }
QFrame[clase="renglon"] { background: transparent; border: none; border-bottom: 1px solid @linea; }
QFrame[clase="renglon"][activa="true"] { background: @seleccion; }
QFrame[clase="raya"] { background: @linea; border: none; min-height: 1px; max-height: 1px; }
QLabel[rol="insignia"] {
    font-size: #12#; font-weight: 700; padding: 2px 9px; border-radius: #10#; border: 1px solid @linea;
    background: @suave; color: @tenue;
}
QLabel[rol="tecla"] {
    font-family: "Noto Sans Mono"; font-size: #11#; font-weight: 700; padding: 0px 5px; border-radius: 3px;
    border: 1px solid @linea; border-bottom: 2px solid @linea; background: @fondo; color: @tenue;
}
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QToolTip { color: @tinta; background: @tarjeta; border: 1px solid @linea; padding: 4px 8px; }
"""

_BOTONES = """
QPushButton {
    background: @tarjeta; color: @tinta; border: 1px solid @linea; border-radius: 8px;
    padding: 7px 14px; font-weight: 700;
}
QPushButton:hover { border-color: @acento; background: @suave; }
QPushButton:pressed { background: @seleccion; }
QPushButton:focus { border: 2px solid @acento; padding: 6px 13px; }
QPushButton:disabled { color: @tenue; background: @fondo; }
QPushButton[clase="principal"] {
    background: @acento; color: @sobre_acento; border: 1px solid @acento; font-size: #17#; padding: 11px 18px;
}
QPushButton[clase="principal"]:hover { background: @acento_vivo; border-color: @acento_vivo; }
QPushButton[clase="principal"]:focus { border: 2px solid @tinta; padding: 10px 17px; }
QPushButton[clase="principal"]:disabled { background: @suave; border-color: @linea; color: @tenue; }
QPushButton[clase="plano"] { background: transparent; border: 1px solid transparent; padding: 3px 6px; }
QPushButton[clase="plano"]:hover { background: @suave; }
QPushButton[clase="plano"]:focus { border: 1px solid @acento; }
QPushButton[clase="pestana"] {
    background: transparent; border: none; border-bottom: 3px solid transparent; border-radius: 0px;
    color: @tenue; padding: 7px 14px 6px 14px;
}
QPushButton[clase="pestana"]:hover { color: @acento; background: transparent; }
QPushButton[clase="pestana"]:focus { color: @acento; background: @suave; }
QPushButton[clase="pestana"]:checked { color: @acento; border-bottom: 3px solid @acento; }
"""

_CAMPOS = """
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox {
    background: @tarjeta; color: @tinta; border: 1px solid @linea; border-radius: 8px; padding: 7px 11px;
    selection-background-color: @acento; selection-color: @sobre_acento; placeholder-text-color: @tenue;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QComboBox:focus {
    border: 2px solid @acento; padding: 6px 10px;
}
QLineEdit:disabled, QComboBox:disabled { background: @fondo; color: @tenue; }
QLineEdit[estado="mal"] { border-color: @mal; }
QLineEdit[clase="dinero"] { font-size: #20#; font-weight: 700; padding: 8px 11px; }
QLineEdit[clase="dinero"]:focus { padding: 7px 10px; }
QLineEdit[clase="piezas"] {
    background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 1px 6px;
    font-size: #16#; font-weight: 700;
}
QLineEdit[clase="piezas"]:focus { border: 1px solid @acento; padding: 1px 6px; }
QLineEdit[clase="piezas"][estado="mal"] { border-color: @mal; color: @mal; }
QComboBox::drop-down { border: none; width: #28#; }
QComboBox::down-arrow { image: url("%iconos%/abajo-%sufijo%.svg"); width: #16#; height: #16#; }
QComboBox QAbstractItemView {
    background: @tarjeta; color: @tinta; border: 1px solid @linea; padding: 4px; outline: 0;
    selection-background-color: @seleccion; selection-color: @tinta;
}
QComboBox QAbstractItemView::item { min-height: #30#; padding: 0px 8px; }
QCheckBox, QRadioButton { spacing: 8px; padding: 2px; border: 1px solid transparent; border-radius: 6px; }
QCheckBox:focus, QRadioButton:focus { border: 1px solid @acento; }
QCheckBox::indicator, QAbstractItemView::indicator {
    width: #16#; height: #16#; border: 1px solid @tenue; border-radius: 4px; background: @tarjeta;
}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {
    background: @acento; border-color: @acento; image: url("%iconos%/palomita-%sufijo%.svg");
}
QRadioButton::indicator {
    width: #14#; height: #14#; border: 2px solid @tenue; border-radius: #9#; background: @tarjeta;
}
QRadioButton::indicator:checked { border: 5px solid @acento; width: #8#; height: #8#; }
QCheckBox:disabled, QRadioButton:disabled { color: @tenue; }
"""

_TABLAS = """
QAbstractItemView { background: @tarjeta; color: @tinta; border: none; outline: 0; }
QTableView::item, QTreeView::item { border: none; border-bottom: 1px solid @linea; padding: 0px 8px; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected {
    background: @seleccion; color: @tinta;
}
QListView::item { border-radius: 8px; padding: 6px 10px; }
QHeaderView { background: @tarjeta; border: none; }
QHeaderView::section {
    background: @tarjeta; color: @tenue; border: none; border-bottom: 1px solid @linea;
    font-size: #12#; font-weight: 700; padding: 6px 8px;
}
/* The title itself says how it is sorted: a mark drawn over it would cover its letters. */
QHeaderView::up-arrow, QHeaderView::down-arrow { image: none; width: 0px; height: 0px; }
QTableView[clase="densa"] QHeaderView::section:vertical { padding: 0px; font-size: #8#; }
QTableCornerButton::section { background: @tarjeta; border: none; }
"""

_RESTO = """
QSlider { min-height: #22#; border: 1px solid transparent; border-radius: 6px; }
QSlider:focus { border: 1px solid @acento; }
QSlider::groove:horizontal { height: 4px; background: @linea; border-radius: 2px; }
QSlider::sub-page:horizontal { background: @acento; border-radius: 2px; }
QSlider::handle:horizontal {
    width: #14#; margin: -#6# 0px; background: @tarjeta; border: 2px solid @acento; border-radius: #8#;
}
QSlider::handle:horizontal:focus { background: @acento; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0px; }
QScrollBar::handle { background: @linea; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: @tenue; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar {
    background: @suave; border: none; border-radius: 4px; min-height: 8px; max-height: 8px; color: transparent;
}
QProgressBar::chunk { background: @acento; border-radius: 4px; }
QMenu { background: @tarjeta; border: 1px solid @linea; padding: 4px; }
QMenu::item { padding: 6px 20px; border-radius: 6px; }
QMenu::item:selected { background: @seleccion; color: @tinta; }
QMessageBox QLabel { font-size: #14#; }
QSplitter::handle { background: transparent; }
"""
