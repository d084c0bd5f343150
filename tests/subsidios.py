"""What tests of the recibo de subsidio share: a caja of Loreto with invented prices, and a pensioner who pays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from app.context import Contexto
from app.documentos import Encabezado
from app.domain.cuenta import Cuenta
from app.domain.pago.pago import Pago
from app.domain.subsidio.subsidio import Subsidio
from app.sistema.certificado import certificar
from app.subsidio.firmas import SolicitudFirma, firmar_subsidio
from printing.sellador import Sellador
from tests.factories import (
    DEMO,
    CajaDePrueba,
    importar,
    un_beneficio,
    un_pago,
    un_recibo,
    un_turno,
    una_caja,
    una_cuenta,
)
from tests.firmas import una_firma
from tests.organismos import perfil_de_prueba

LORETO = perfil_de_prueba("loreto")
ROMITA = perfil_de_prueba("romita")
ENCABEZADO = Encabezado("OOMSAPAL Loreto", organismo="loreto")
AHORA = datetime(2025, 3, 5, 10, tzinfo=ZoneInfo(LORETO.zona))


def una_caja_de_loreto(carpeta: Path) -> CajaDePrueba:
    """A caja with its turno open and the cuenta 100 of a pensioner, who owes February: 25 m³ at the invented prices."""
    caja = una_caja(carpeta, perfil=LORETO, momento=AHORA)
    importar(
        caja,
        [una_cuenta_de_loreto("100", titular="Josefa Amador Murillo")],
        [un_recibo("100", "2025-02", m3=25, vence=date(2025, 3, 20), agua="182.61")],
        [un_pensionado()],
    )
    un_turno(caja)
    return caja


def una_caja_de_romita(carpeta: Path) -> CajaDePrueba:
    """A caja on 10 January 2020 with its turno open and the cuenta 100 of a pensioner, who owes nothing."""
    caja = una_caja(carpeta, perfil=ROMITA, momento=datetime(2020, 1, 10, 10, tzinfo=ZoneInfo(ROMITA.zona)))
    importar(
        caja,
        [una_cuenta_de_romita("100")],
        beneficios=[un_beneficio("100", "pensionado", beneficiario="Josefa Amador Murillo", desde=date(2019, 6, 1))],
    )
    un_turno(caja)
    return caja


def una_cuenta_de_romita(numero: str) -> Cuenta:
    """A domestic toma with every service."""
    servicios = ("agua", "drenaje", "tratamiento")
    return una_cuenta(numero, uso="domestica", area="general", servicios=servicios)


def el_ano(caja: CajaDePrueba, cuenta: str = "100") -> Pago:
    """The year paid ahead."""
    return un_pago(caja, cuenta, programa="anual", efectivo="5000.00")


def una_cuenta_de_loreto(numero: str, **otros: Any) -> Cuenta:
    """A toma that has only water."""
    return una_cuenta(numero, **({"area": "general", "servicios": ("agua",)} | otros))


def un_pensionado(cuenta: str = "100", **otros: Any) -> Any:
    """The grant of the pensioner: half of the first 10 m³."""
    campos: dict[str, Any] = {
        "beneficiario": "Josefa Amador Murillo",
        "porcentaje": Decimal(50),
        "desde": date(2025, 1, 1),
        "hasta": date(2025, 12, 31),
    }
    return un_beneficio(cuenta, "pensionado", **(campos | otros))


def un_subsidio(caja: CajaDePrueba, cuenta: str = "100") -> tuple[Pago, Subsidio]:
    """A payment with its recibo, not signed yet."""
    pago = un_pago(caja, cuenta)
    (subsidio,) = subsidios_de(caja.ctx, [pago])
    return pago, subsidio


def un_sellador(caja: CajaDePrueba) -> Sellador:
    """What makes and checks the signed PDFs of that caja."""
    return Sellador(lambda: certificar(caja.llave, caja.ctx.caja))


def firmado(caja: CajaDePrueba, subsidio: Subsidio, modo: str = "pantalla", **otros: Any) -> Subsidio:
    """The same, signed: on the screen by both, unless said otherwise."""
    dibujada = modo != "papel"
    campos: dict[str, Any] = {
        "folio": subsidio.recibo.folio,
        "firmante": "Josefa Amador Murillo",
        "calidad": "beneficiario",
        "modo": modo,
        "trazos": una_firma() if dibujada else None,
        "trazos_cajero": una_firma(semilla=2) if dibujada else None,
    }
    quien = otros.pop("quien", DEMO)
    solicitud = SolicitudFirma(**(campos | otros))
    return firmar_subsidio(caja.ctx, solicitud, quien, ENCABEZADO, un_sellador(caja))


def subsidios_de(ctx: Contexto, pagos: Sequence[Pago]) -> tuple[Subsidio, ...]:
    """The recibos attached to the payments of a charge."""
    with ctx.uow() as uow:
        return tuple(s for pago in pagos for s in uow.subsidios.de_pago(pago.folio))
