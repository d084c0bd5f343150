"""Every paper of a caja, with a text of one's choice wherever somebody may have written one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from app.documentos import (
    Documento,
    Encabezado,
    comprobante_contrapago,
    corte_x,
    ficha_de_deposito,
    papel_de_concentrado,
    papel_de_constancia,
    papel_de_convenio,
    papel_de_prueba,
    papel_de_reporte,
    papel_estado,
    papel_subsidio,
    para_la_caja,
    ticket_pago,
    vale_movimiento,
)
from app.domain.beneficio.programa import Descuento
from app.domain.corte.concentrado import concentrar
from app.domain.corte.corte import Otorgado
from app.domain.corte.entrega import Paso
from app.domain.corte.vale import CLASES_DE_MOVIMIENTO, Vale
from app.domain.cuenta import Cargo, Cuenta, Recibo
from app.domain.deuda.adeudo import Adeudo
from app.domain.deuda.saldo import Saldo
from app.domain.dinero import CERO, Dinero
from app.domain.pago.contrapago import CLASES, Contrapago, Partes
from app.domain.pago.pago import Aplicacion, Folio, Medio
from app.domain.reporte.reporte import Filtro, RenglonReporte, Reporte, SelloReporte
from app.domain.subsidio.firma import Firma, Punto
from app.domain.subsidio.subsidio import FirmaSubsidio, ReciboSubsidio, Subsidio
from app.domain.tramite.constancia import Constancia
from app.domain.tramite.convenio import Convenido, Convenio, Parcialidad
from app.papel.impresora import Impresora
from tests.printing.muestras import AGOSTO, ENCABEZADO, HERMOSILLO, un_corte, un_pago

HORA = datetime(2023, 9, 5, 10, 14, 22, tzinfo=HERMOSILLO)
HUELLA = "1a2b3c4d5e" + "0" * 54


def cabeza(t: str) -> Encabezado:
    """The header with that text in every line of it."""
    return replace(
        ENCABEZADO, nombre=t, razon_social=f"{t} razón", domicilio=t, rfc=t, telefono=t, leyendas=(t,), centro=t
    )


def un_ticket(t: str) -> Documento:
    """A payment of a cuenta."""
    return ticket_pago(
        un_pago(
            cuenta=t,
            titular=t,
            domicilio=t,
            cajero_nombre=t,
            medidor=t,
            uso=t,
            avisos=(t,),
            aplicado=(
                Aplicacion(AGOSTO, "agua", Dinero(34669), t, t),
                Aplicacion(None, "servicio:B", Dinero(10), t, t),
            ),
            descuentos=(Descuento(AGOSTO, "insen", "agua", Dinero(-5), t, t),),
            medios=(Medio("cheque", Dinero(34674), "02", t, banco=t), Medio("tarjeta", Dinero(1), "04", t)),
        ),
        cabeza(t),
        copia=3,
    )


def una_venta(t: str) -> Documento:
    """A sale to somebody without a cuenta."""
    aplicado = (Aplicacion(None, "servicio:B", Dinero(20748), t, t),)
    return ticket_pago(un_pago(cuenta="", titular=t, domicilio="", descuentos=(), aplicado=aplicado), cabeza(t))


def un_contrapago(clase: str, t: str) -> Documento:
    """A payment turned round."""
    partes = Partes(
        (Aplicacion(AGOSTO, "agua", Dinero(-10000), t),), (), CERO, (Medio("cheque", Dinero(-10000), "02", t, banco=t),)
    )
    hecho = Contrapago(
        clase, "id", Folio("2", "A", 7, "C"), Folio("2", "A", 4518), t, t, HORA, 3, "demo", t, partes, CERO,
        Dinero(10000), Dinero(5), t, t, {"causa": t}, 9, HUELLA,
    )  # fmt: skip
    return comprobante_contrapago(hecho, cabeza(t))


def un_vale(clase: str, t: str) -> Documento:
    """Cash in or out."""
    vale = Vale(Folio("2", "A", 9, "M"), clase, Dinero(123_456), t, t, HORA, "2", 3, t, t, t)
    return vale_movimiento(vale, cabeza(t))


def _entregado(t: str) -> Paso:
    papeles = (("cheque", 2, Dinero(98000)),)
    return Paso("entregado", Dinero(1630500), t, HORA, ((50000, 3),), t, t, t, papeles)


def un_zeta(t: str) -> Documento:
    """The corte Z."""
    otorgado = (Otorgado(t, "insen", t, t),)
    corte = un_corte(cajero=t, motivo=t, cancelados=("2A-000001",), otorgados=otorgado, pasos=(_entregado(t),))
    return corte_x(corte, cabeza(t))


def _en_utf8(t: str) -> str:
    """Without lone surrogates: what is signed is a text that the diario holds, and those it refuses."""
    return t.encode(errors="replace").decode()


def un_recibo_de_subsidio(t: str) -> Documento:
    """Both papers of a recibo signed by hand."""
    t = _en_utf8(t)
    recibo = ReciboSubsidio(
        "loreto", Folio("2", "A", 4, "S"), Folio("2", "A", 4518), HUELLA, date(2023, 9, 5), HORA, t, t, t, t, "insen",
        t, "50", t, ((AGOSTO, Dinero(15345)),), "demo", t, 3, t, (t,), 12, HUELLA,
    )  # fmt: skip
    firma = FirmaSubsidio(recibo.folio, t, "pagador", "papel", recibo.documento, HORA, "demo", t)
    return papel_subsidio(Subsidio(recibo, firma), cabeza(t))


def un_recibo_firmado(t: str) -> Documento:
    """One signed on the screen, with both signatures on the paper."""
    t = _en_utf8(t)
    trazo = tuple(Punto(100 * n, (n % 5) * 300 + 200, 20 * n) for n in range(1, 30))
    recibo = ReciboSubsidio(
        "loreto", Folio("2", "A", 4, "S"), Folio("2", "A", 4518), HUELLA, date(2023, 9, 5), HORA, t, t, t, t, "insen",
        t, "50", t, ((AGOSTO, Dinero(15345)),), "demo", t, 3, t, (t,), 12, HUELLA,
    )  # fmt: skip
    hecha = FirmaSubsidio(recibo.folio, t, "pagador", "pantalla", recibo.documento, HORA, "demo", t, "ab" * 32)
    return papel_subsidio(Subsidio(recibo, hecha), cabeza(t), 0, (Firma((trazo,)), Firma((trazo,))))


def un_convenio(t: str) -> Documento:
    """A debt in parts."""
    partes = (Parcialidad(0, date(2023, 9, 5), Dinero(5000)), Parcialidad(1, date(2023, 10, 5), Dinero(10000)))
    convenio = Convenio(
        Folio("2", "A", 1, "T"), t, t, t, date(2023, 9, 5), (Convenido(AGOSTO, Dinero(15000)),), partes, t,
        "titular", t, 2, t, "demo", t, "e", 12, HUELLA,
    )  # fmt: skip
    return papel_de_convenio(convenio, cabeza(t))


def una_constancia(t: str) -> Documento:
    """That nothing is owed."""
    folio, pago = Folio("2", "A", 2, "T"), Folio("2", "A", 4518)
    constancia = Constancia(folio, "no_adeudo", t, t, t, t, HORA, HORA, pago, (t,), t, t, "demo", t, 13, HUELLA)
    return papel_de_constancia(constancia, cabeza(t))


def un_estado(t: str) -> Documento:
    """What a cuenta owes."""
    cuenta = Cuenta(t, titular=t, domicilio=t, colonia=t, uso=t, medidor=t)
    recibo = Recibo(t, AGOSTO, date(2023, 9, 20), Decimal(20), (Cargo("agua", Dinero(10000)),))
    adeudo = Adeudo(cuenta, date(2023, 9, 25), (Saldo(recibo, recibo.cargos),), (), CERO)
    return papel_estado(adeudo, (), cabeza(t), HORA)


def un_reporte(t: str) -> Documento:
    """What was collected by each cashier."""
    filas = (RenglonReporte(t, 143, Dinero(4530550), 2, Dinero(-98000)), RenglonReporte("otro", 1, Dinero(1)))
    sello = SelloReporte(t, HORA, 9164, HUELLA)
    dias = Filtro(date(2023, 9, 1), date(2023, 9, 5))
    return papel_de_reporte(Reporte("cajero", dias, filas, filas[0], CERO, sello), cabeza(t))


def _de_clase(hacer: Callable[[str, str], Documento], clase: str) -> Callable[[str], Documento]:
    return lambda t: hacer(clase, t)


#: By name, every paper, as a function of the hostile text.
TODOS: dict[str, Callable[[str], Documento]] = {
    "ticket": un_ticket,
    "venta": una_venta,
    "para la caja": lambda t: para_la_caja(un_ticket(t)),
    **{clase: _de_clase(un_contrapago, clase) for clase in CLASES},
    **{clase: _de_clase(un_vale, clase) for clase in CLASES_DE_MOVIMIENTO},
    "corte X": lambda t: corte_x(un_corte(clase="X", numero=0, cajero=t, motivo="", arqueo=None), cabeza(t)),
    "corte Z": un_zeta,
    "concentrado": lambda t: papel_de_concentrado(concentrar(t, (un_corte(cajero=t), un_corte(cajero=t))), cabeza(t)),
    "depósito": lambda t: ficha_de_deposito(un_corte(cajero=t, pasos=(_entregado(t),)), cabeza(t)),
    "subsidio": un_recibo_de_subsidio,
    "subsidio firmado": un_recibo_firmado,
    "convenio": un_convenio,
    "constancia": una_constancia,
    "estado de cuenta": un_estado,
    "reporte": un_reporte,
    "prueba": lambda t: papel_de_prueba(cabeza(t), Impresora("red", t), HORA),
}
