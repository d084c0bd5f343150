"""One person, one property, found by the name where the CURP is missing or wrong (Loreto, Reglamento, Art. 151)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from app.beneficiarios.otorgados import Registro, registro_de
from app.context import Contexto
from app.domain.beneficio.otorgamiento import SolicitudBeneficio, se_enciman
from app.domain.cuenta import Beneficio
from app.domain.nombre import claves_de, is_misma_persona
from app.domain.perfil import Perfil
from app.errors import NegocioError
from app.ports import UnitOfWork

#: So many likenesses of an import are told one by one.
LIMITE = 20


def exigir_otra_persona(
    ctx: Contexto, uow: UnitOfWork, solicitud: SolicitudBeneficio, desde: date, hasta: date | None
) -> dict[str, Any]:
    """What the asiento says of those with a like name who hold a benefit on another cuenta for the same days.

    Raises:
        NegocioError: `posible_misma_persona`, and the supervisor did not say how it is known that it is not.
    """
    dicho = solicitud.otra_persona.strip()
    parecidos = _parecidos(ctx, uow, solicitud, desde, hasta)
    if parecidos and not dicho:
        otro = parecidos[0]
        nombre = ctx.perfil.programa(otro.programa).nombre
        raise NegocioError(
            "posible_misma_persona",
            f"Puede ser la misma persona que {otro.beneficiario}, que tiene {nombre} en la cuenta {otro.cuenta}: se da "
            "en un solo inmueble. Si no lo es, escriba que es otra persona y cómo se sabe.",
        )
    cuentas = sorted({b.cuenta for b in parecidos})
    return ({"otra_persona": dicho} if dicho else {}) | ({"parecidas": cuentas} if cuentas else {})


def _parecidos(
    ctx: Contexto, uow: UnitOfWork, solicitud: SolicitudBeneficio, desde: date, hasta: date | None
) -> list[Beneficio]:
    if not _is_de_persona(ctx.perfil, solicitud.programa):
        return []
    nombre = solicitud.beneficiario
    registro = registro_de(ctx, uow)
    parecidos = {c for c, otro in registro.beneficiarios() if is_misma_persona(nombre, otro)}
    return [
        b
        for cuenta in sorted(parecidos - {solicitud.cuenta})
        for b in registro.beneficios(cuenta)
        if _is_de_persona(ctx.perfil, b.programa)
        and se_enciman(b, desde, hasta)
        and is_misma_persona(nombre, b.beneficiario)
    ]


def avisos_de_parecidos(registro: Registro, hoy: date, filas: Sequence[tuple[Any, ...]]) -> tuple[str, ...]:
    """What an import says of benefits that one person may hold on several cuentas; it refuses none.

    Names with one word apart at the most are compared, so that long lists take no longer than they must.

    Args:
        registro: the grants that are known already.
        filas: cuenta, programa, first and last day as `AAAA-MM-DD`, and name, of the new ones.
    """
    nuevos = [
        (cuenta, nombre)
        for cuenta, programa, _, hasta, nombre in filas
        if (not hasta or hasta >= hoy.isoformat()) and _is_de_persona(registro.perfil, programa)
    ]
    if not nuevos:
        return ()
    recien = set(nuevos)
    dichos = [
        f"{nombre} (cuenta {cuenta}) puede ser la misma persona que {otro} (cuenta {otra}), que ya tiene "
        "beneficio: se da en un solo inmueble."
        for cuenta, nombre, otra, otro in _pares(nuevos, (*registro.beneficiarios(), *nuevos))
        if (otra, otro) in recien or _tiene(registro, otra, otro, hoy)
    ]
    resto = len(dichos) - LIMITE
    return (*dichos[:LIMITE], *([f"Y otros {resto:,} nombres que se repiten en varias cuentas."] if resto > 0 else []))


def _pares(nuevos: Iterable[tuple[str, str]], todos: Iterable[tuple[str, str]]) -> list[tuple[str, str, str, str]]:
    """Each likeness once: cuenta and name of the new one, and of the other."""
    donde: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for par in dict.fromkeys(todos):
        for clave in claves_de(par[1]):
            donde[clave].append(par)
    vistos: set[frozenset[str]] = set()
    pares = []
    for cuenta, nombre in nuevos:
        for otra, otro in dict.fromkeys(par for clave in claves_de(nombre) for par in donde[clave]):
            juntas = frozenset((cuenta, otra))
            if len(juntas) == 2 and juntas not in vistos and is_misma_persona(nombre, otro):
                vistos.add(juntas)
                pares.append((cuenta, nombre, otra, otro))
    return pares


def _tiene(registro: Registro, cuenta: str, nombre: str, hoy: date) -> bool:
    return any(
        b.beneficiario == nombre and b.is_vigente(hoy) and _is_de_persona(registro.perfil, b.programa)
        for b in registro.beneficios(cuenta)
    )


def _is_de_persona(perfil: Perfil, programa: str) -> bool:
    """What an oficio authorises names the cuenta, not the person: INFONAVIT has one for each of its houses."""
    return perfil.programa(programa).forma != "autorizado"
