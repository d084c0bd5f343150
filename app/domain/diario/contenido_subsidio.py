"""What the asientos of a recibo de subsidio say, from the value and back. Fields are described in `docs/diario.md`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from app.domain.diario.asiento import Asiento
from app.domain.dinero import Dinero
from app.domain.pago.pago import Folio
from app.domain.periodo import Periodo
from app.domain.subsidio.subsidio import (
    CLASE_DE_SUBSIDIO,
    ArchivoSubsidio,
    FirmaSubsidio,
    PorPeriodo,
    ReciboSubsidio,
    ReversoSubsidio,
)

_IGUALES = ("beneficiario", "programa", "nombre", "cajero", "cajero_nombre", "turno", "fundamento")


def datos_de_recibo(recibo: ReciboSubsidio) -> dict[str, Any]:
    """Content of a `recibo_subsidio` (v1)."""
    opcionales = {"porcentaje": recibo.porcentaje, "limite": recibo.limite, "notas": list(recibo.notas)}
    return {
        "folio": {"serie": recibo.folio.serie, "numero": recibo.folio.numero},
        "pago": str(recibo.pago),
        "pago_hash": recibo.pago_hash,
        "fecha": recibo.fecha.isoformat(),
        "momento": recibo.momento.isoformat(),
        "cuenta": {"numero": recibo.cuenta, "titular": recibo.titular, "domicilio": recibo.domicilio},
        "periodos": _en_datos(recibo.periodos),
        "importe": recibo.importe.centavos,
        "documento": recibo.documento,
        **{campo: getattr(recibo, campo) for campo in _IGUALES},
        **{campo: valor for campo, valor in opcionales.items() if valor},
    }


def recibo_de(asiento: Asiento) -> ReciboSubsidio:
    """The recibo that an asiento issued."""
    return leer_recibo(asiento.organismo, asiento.caja, asiento.datos(), asiento.seq, asiento.hash.hex())


def leer_recibo(organismo: str, caja: str, d: Mapping[str, Any], seq: int = 0, hash: str = "") -> ReciboSubsidio:
    """The same, from its content."""
    return ReciboSubsidio(
        organismo=organismo,
        folio=Folio(caja, d["folio"]["serie"], d["folio"]["numero"], CLASE_DE_SUBSIDIO),
        pago=Folio.from_texto(d["pago"]),
        pago_hash=d["pago_hash"],
        fecha=date.fromisoformat(d["fecha"]),
        momento=datetime.fromisoformat(d["momento"]),
        cuenta=d["cuenta"]["numero"],
        titular=d["cuenta"]["titular"],
        domicilio=d["cuenta"]["domicilio"],
        porcentaje=d.get("porcentaje", ""),
        limite=d.get("limite", ""),
        periodos=_periodos(d["periodos"]),
        notas=tuple(d.get("notas", ())),
        seq=seq,
        hash=hash,
        **{campo: d[campo] for campo in _IGUALES},
    )


def datos_de_firma(firma: FirmaSubsidio) -> dict[str, Any]:
    """Content of a `subsidio_firmado` (v1)."""
    opcionales = {"trazo": firma.trazo, "trazo_cajero": firma.trazo_cajero, "pdf": firma.pdf}
    return {
        "folio": str(firma.folio),
        "firmante": firma.firmante,
        "calidad": firma.calidad,
        "modo": firma.modo,
        "documento": firma.documento,
        "momento": firma.momento.isoformat(),
        "cajero": firma.cajero,
        "cajero_nombre": firma.cajero_nombre,
        **{campo: sha for campo, sha in opcionales.items() if sha},
    }


def firma_de(asiento: Asiento) -> FirmaSubsidio:
    """The signatures that an asiento records."""
    d = asiento.datos()
    return FirmaSubsidio(
        folio=Folio.from_texto(d["folio"]),
        momento=datetime.fromisoformat(d["momento"]),
        trazo=d.get("trazo", ""),
        trazo_cajero=d.get("trazo_cajero", ""),
        pdf=d.get("pdf", ""),
        hash=asiento.hash.hex(),
        **{campo: d[campo] for campo in ("firmante", "calidad", "modo", "documento", "cajero", "cajero_nombre")},
    )


def datos_de_archivo(archivo: ArchivoSubsidio) -> dict[str, Any]:
    """Content of a `subsidio_archivado` (v1)."""
    iguales = {campo: getattr(archivo, campo) for campo in ("archivo", "clase", "bytes", "quien")}
    return {"folio": str(archivo.folio), **iguales}


def archivo_de(asiento: Asiento) -> ArchivoSubsidio:
    """The scan that an asiento put away."""
    d = asiento.datos()
    return ArchivoSubsidio(Folio.from_texto(d["folio"]), d["archivo"], d["clase"], d["bytes"], d["quien"])


def datos_de_reverso(reverso: ReversoSubsidio) -> dict[str, Any]:
    """Content of a `subsidio_revertido` (v1)."""
    return {
        "folio": str(reverso.folio),
        "contrapago": str(reverso.contrapago),
        "periodos": _en_datos(reverso.periodos),
        "importe": reverso.importe.centavos,
    }


def reverso_de(asiento: Asiento) -> ReversoSubsidio:
    """What an asiento took back."""
    d = asiento.datos()
    return ReversoSubsidio(Folio.from_texto(d["folio"]), Folio.from_texto(d["contrapago"]), _periodos(d["periodos"]))


def _en_datos(periodos: PorPeriodo) -> list[dict[str, Any]]:
    return [{"periodo": p.texto(), "importe": i.centavos} for p, i in periodos]


def _periodos(lista: list[dict[str, Any]]) -> PorPeriodo:
    return tuple((Periodo.from_texto(x["periodo"]), Dinero(x["importe"])) for x in lista)
