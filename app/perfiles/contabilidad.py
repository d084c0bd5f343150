"""`[contabilidad]` of `perfil.toml`: the account code of what a corte collects, and which programs are subsidies."""

from __future__ import annotations

from app.domain.corte.poliza import FALTANTE, SOBRANTE, Contabilidad
from app.domain.pago.pago import MEDIOS
from app.perfiles.seccion import Seccion

#: Of what may be collected besides what an organismo bills by its own names.
_VENTAS = ("servicio", "iva_servicio", "aportacion", "redondeo")


def leer_contabilidad(seccion: Seccion, conceptos: tuple[str, ...], programas: tuple[str, ...]) -> Contabilidad:
    """The accounts of an organismo; one that is blank or absent is asked for by who exports a póliza.

    Args:
        conceptos, programas: claves of the profile that may have an account.
    """
    grupos = {
        "medios": (*MEDIOS, "saldo_a_favor", "subsidio"),
        "conceptos": (*conceptos, *_VENTAS),
        "programas": programas,
        "arqueo": (FALTANTE, SOBRANTE),
    }
    cuentas: dict[str, str] = {}
    for grupo, claves in grupos.items():
        dichas = seccion.seccion(grupo)
        cuentas |= {f"{grupo}.{clave}": dichas.texto(clave).strip() for clave in claves if dichas.tiene(clave)}
    return Contabilidad(cuentas, seccion.palabras("subsidios", programas))
