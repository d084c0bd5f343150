"""What `perfil.toml` says of paying late: `[[cobro.recargos]]` and `[[cobro.gastos]]`, dated; without them, none."""

from __future__ import annotations

from app.domain.deuda.gastos import FORMAS_GASTOS, ReglaGastos
from app.domain.deuda.recargo import TasaRecargo
from app.perfiles.seccion import Seccion


def leer_recargos(cobro: Seccion) -> tuple[TasaRecargo, ...]:
    """The rates of recargos, in order; none where the profile has none."""
    secciones = cobro.secciones("recargos")
    tasas = tuple(TasaRecargo(s.periodo("desde"), s.por_ciento("tasa"), _fundamento(s)) for s in secciones)
    _exigir_orden(secciones, tasas)
    return tasas


def leer_gastos(cobro: Seccion) -> tuple[ReglaGastos, ...]:
    """The rules of collection costs, in order; none where the profile has none."""
    secciones = cobro.secciones("gastos")
    reglas = tuple(_regla(s) for s in secciones)
    _exigir_orden(secciones, reglas)
    return reglas


def _regla(seccion: Seccion) -> ReglaGastos:
    formas = [forma for forma in FORMAS_GASTOS if forma in seccion.datos]
    if len(formas) != 1:
        seccion.fallar("desde", f"lleva una, y solo una, de estas cuentas: {', '.join(FORMAS_GASTOS)}")
    forma = formas[0] if formas else FORMAS_GASTOS[0]
    for otra in formas[1:]:
        seccion.leidas.add(otra)
    valor = seccion.por_ciento(forma) if forma == "por_ciento" else seccion.decimal(forma)
    return ReglaGastos(seccion.periodo("desde"), forma, valor, seccion.entero("meses"), _fundamento(seccion))


def _fundamento(seccion: Seccion) -> str:
    """What orders it: never empty, since a charge without an article is none."""
    texto = seccion.texto("fundamento")
    if "fundamento" in seccion.datos and not texto.strip():
        seccion.fallar("fundamento", "no puede quedar vacío: diga el artículo que lo ordena")
    return texto


def _exigir_orden(secciones: tuple[Seccion, ...], datadas: tuple[TasaRecargo, ...] | tuple[ReglaGastos, ...]) -> None:
    for n, seccion in enumerate(secciones[1:], 1):
        if datadas[n].desde <= datadas[n - 1].desde:
            seccion.fallar("desde", "debe ser posterior al de la anterior")
