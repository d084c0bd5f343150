"""An amount in words, as Mexican receipts carry it: «QUINIENTOS VEINTIÚN PESOS 50/100 M.N.»

Before a noun «uno» loses its last letter (un peso, veintiún mil, ciento un millones), and whole millions ask for «de»
(un millón de pesos): Nueva gramática de la lengua española, §21.
"""

from __future__ import annotations

from app.domain.dinero import Dinero

#: Words up to 29, in the form that stands before a noun.
_HASTA_29 = (
    "", "UN", "DOS", "TRES", "CUATRO", "CINCO", "SEIS", "SIETE", "OCHO", "NUEVE",
    "DIEZ", "ONCE", "DOCE", "TRECE", "CATORCE", "QUINCE", "DIECISÉIS", "DIECISIETE", "DIECIOCHO", "DIECINUEVE",
    "VEINTE", "VEINTIÚN", "VEINTIDÓS", "VEINTITRÉS", "VEINTICUATRO",
    "VEINTICINCO", "VEINTISÉIS", "VEINTISIETE", "VEINTIOCHO", "VEINTINUEVE",
)  # fmt: skip
_DECENAS = ("", "", "", "TREINTA", "CUARENTA", "CINCUENTA", "SESENTA", "SETENTA", "OCHENTA", "NOVENTA")
_CENTENAS = (
    "", "CIENTO", "DOSCIENTOS", "TRESCIENTOS", "CUATROCIENTOS",
    "QUINIENTOS", "SEISCIENTOS", "SETECIENTOS", "OCHOCIENTOS", "NOVECIENTOS",
)  # fmt: skip

#: First amount of pesos that has no words here: a million millions.
_LIMITE_PESOS = 10**12


def importe_en_letra(importe: Dinero) -> str:
    """The amount in capitals, centavos as a fraction: `UN PESO 00/100 M.N.`, `UN MILLÓN DE PESOS 50/100 M.N.`

    Raises:
        ValueError: a negative amount, or one of a million million pesos or more.
    """
    pesos, centavos = divmod(importe.centavos, 100)
    if not 0 <= pesos < _LIMITE_PESOS:
        raise ValueError(f"no words for {importe.texto()}")
    millones = pesos // 1_000_000
    resto = pesos % 1_000_000
    palabras = [_miles(millones), "MILLÓN" if millones == 1 else "MILLONES"] if millones else []
    palabras += [_miles(resto)] if resto else []
    if not pesos:
        palabras = ["CERO"]
    if millones and not resto:
        palabras.append("DE")
    palabras.append("PESO" if pesos == 1 else "PESOS")
    return f"{' '.join(palabras)} {centavos:02d}/100 M.N."


def _miles(numero: int) -> str:
    """1 to 999,999."""
    miles, resto = divmod(numero, 1000)
    palabras = []
    if miles:
        # Spanish says «mil», never «un mil».
        palabras = ["MIL"] if miles == 1 else [_cientos(miles), "MIL"]
    if resto:
        palabras.append(_cientos(resto))
    return " ".join(palabras)


def _cientos(numero: int) -> str:
    """1 to 999."""
    if numero == 100:
        return "CIEN"
    centenas, resto = divmod(numero, 100)
    palabras = [_CENTENAS[centenas]] if centenas else []
    if resto:
        palabras.append(_decenas(resto))
    return " ".join(palabras)


def _decenas(numero: int) -> str:
    """1 to 99."""
    if numero < 30:
        return _HASTA_29[numero]
    decenas, unidades = divmod(numero, 10)
    return f"{_DECENAS[decenas]} Y {_HASTA_29[unidades]}" if unidades else _DECENAS[decenas]
