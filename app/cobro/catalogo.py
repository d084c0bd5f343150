"""The price list as one looks through it at the window: for whom, at the prices of the day, found while typing."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.cuenta import Cuenta
from app.domain.dinero import CERO, Dinero, suma
from app.domain.pago.precio import precio_servicio
from app.domain.pago.servicio import Servicio
from app.domain.perfil import Perfil
from app.errors import NegocioError


@dataclass(frozen=True, slots=True)
class Oferta:
    """A line of the price list on a day.

    Attributes:
        precio: of one, before IVA; None where the amount is given when charging, or the day has no price.
        iva: of one.
    """

    servicio: Servicio
    precio: Dinero | None
    iva: Dinero


def ofrecer(perfil: Perfil, cuenta: Cuenta | None, fecha: date) -> tuple[Oferta, ...]:
    """What may be sold to a cuenta, or to somebody without one, in the order of the list; contributions included."""
    return tuple(_oferta(perfil, s, fecha) for s in perfil.servicios if s.is_ofrecible(cuenta))


def _oferta(perfil: Perfil, servicio: Servicio, fecha: date) -> Oferta:
    if servicio.precio is None:
        return Oferta(servicio, None, CERO)
    try:
        linea, *iva = precio_servicio(perfil, servicio.clave, None, None, fecha)
    except NegocioError:
        # No tariff, INPC or UMA of that day: the rest of the list is still of use, and selling it says what is missing.
        return Oferta(servicio, None, CERO)
    return Oferta(servicio, linea.importe, suma(c.importe for c in iva))


def hallar(ofertas: Sequence[Oferta], texto: str) -> tuple[Oferta, ...]:
    """Those whose clave or name has every word typed, without accents, in any order; the clave typed whole first."""
    palabras = plano(texto).split()
    halladas = [o for o in ofertas if all(p in plano(f"{o.servicio.clave} {o.servicio.concepto}") for p in palabras)]
    clave = "".join(palabras)
    return tuple(sorted(halladas, key=lambda o: plano(o.servicio.clave) != clave))


def plano(texto: str) -> str:
    """As one types in a hurry: small letters, no accents."""
    partes = unicodedata.normalize("NFD", texto.casefold())
    return "".join(letra for letra in partes if not unicodedata.combining(letra))
