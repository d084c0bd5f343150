"""Sample papers: a payment with a benefit, a service, two means and a balance; and the corte of its turno."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

from app.documentos import Encabezado
from app.domain.beneficio.programa import Descuento
from app.domain.corte.corte import Arqueo, Corte, Otorgado, Serie, Totales
from app.domain.corte.novedades import Novedades, Vuelta
from app.domain.dinero import CERO, Dinero
from app.domain.pago.pago import Aplicacion, Folio, Medio, Pago
from app.domain.periodo import Periodo

LEY = "Ley de Ingresos de Cajeme 2023"
AGOSTO = Periodo(2023, 8)
HERMOSILLO = timezone(timedelta(hours=-7))
INSEN = f"{LEY}, Art. 33, tarifa INSEN"

ENCABEZADO = Encabezado(
    nombre="OOMAPAS de Cajeme",
    razon_social="Organismo Operador Municipal de Agua Potable, Alcantarillado y Saneamiento de Cajeme",
    domicilio="Calle Ejemplo 100, Centro, Cajeme, Sonora",
    rfc="XAXX010101000",
    telefono="644 000 0000",
    leyendas=("Gracias por su pago. Cuide el agua.",),
    centro="Centro de cobranza 2",
    organismo="cajeme",
)

APLICADO = (
    Aplicacion(AGOSTO, "agua", Dinero(34669), "48.19 + 30 m³ × 9.95"),
    Aplicacion(AGOSTO, "alcantarillado", Dinero(18028)),
    Aplicacion(AGOSTO, "saneamiento", Dinero(13521)),
    Aplicacion(None, "servicio:B", Dinero(20748), "Certificado de no adeudo", f"{LEY}, Art. 33 inciso B"),
)
DESCUENTOS = (
    Descuento(AGOSTO, "insen", "agua", Dinero(-15345), "50 % de 48.19 + 26 m³ × 9.95", INSEN),
    Descuento(AGOSTO, "insen", "alcantarillado", Dinero(-7980), "", INSEN),
    Descuento(AGOSTO, "insen", "saneamiento", Dinero(-5985), "", INSEN),
)


def un_pago(**cambios: Any) -> Pago:
    """30 m³ of August with the insen benefit (662.18 less 293.10) and a certificate, by card and cash."""
    pago = Pago(
        cobro="0190f3c2-7c1e-7000-8000-000000000001",
        orden=1,
        folio=Folio("2", "A", 4518),
        cuenta="123456",
        titular="María de los Ángeles Ibáñez Muñoz viuda de Peñúñuri",
        domicilio="Calle Náinari 1420 poniente, colonia Ejidal Sur",
        fecha=date(2023, 9, 5),
        momento=datetime(2023, 9, 5, 10, 14, 22, tzinfo=HERMOSILLO),
        cajero="demo",
        cajero_nombre="Rosa Núñez",
        caja="2",
        turno=3,
        aplicado=APLICADO,
        descuentos=DESCUENTOS,
        redondeo=Dinero(-6),
        medios=(
            Medio("tarjeta", Dinero(30000), "28", "774310", tipo="debito"),
            Medio("efectivo", Dinero(27650), "01"),
        ),
        recibido=Dinero(50000),
        cambio=Dinero(22350),
        saldo_anterior=Dinero(66218),
        saldo_restante=CERO,
        saldo_a_favor=Dinero(1250),
        uso="domestico",
        medidor="A-771204",
        avisos=("El beneficio INSEN vence el 31/12/2023; renuévelo antes.",),
        seq=9021,
        hash="1a2b3c4d5e" + "0" * 54,
    )
    return replace(pago, **cambios)


def _totales(**centavos: int) -> Totales:
    return tuple((clave, Dinero(importe)) for clave, importe in centavos.items())


_NOVEDADES = Novedades(
    (
        Vuelta("pago_cancelado", "2A-004420", Dinero(15000)),
        Vuelta("pago_cancelado", "2A-004477", Dinero(20050)),
        Vuelta("cheque_devuelto", "2A-004101", Dinero(30000), "0077"),
    ),
)


def un_corte(**cambios: Any) -> Corte:
    """The corte Z of a turno with a cancellation and a difference."""
    corte = Corte(
        clase="Z",
        numero=12,
        turno=3,
        caja="2",
        cajero="Rosa Núñez",
        abierto=datetime(2023, 9, 5, 8, 0, 5, tzinfo=HERMOSILLO),
        momento=datetime(2023, 9, 5, 15, 1, 40, tzinfo=HERMOSILLO),
        fondo=Dinero(100000),
        medios=_totales(efectivo=4530550, tarjeta=1220015, cheque=98000),
        conceptos=_totales(
            agua=4191233, alcantarillado=1600000, iva_mora=48565, **{"servicio:B": 300050}, redondeo=-50
        ),
        programas=_totales(insen=-250000, pronto_pago=-41233),
        pagos=143,
        cancelados=("2A-004420", "2A-004477"),
        entradas=CERO,
        retiros=Dinero(3000000),
        folio_inicial="2A-004380",
        folio_final="2A-004522",
        esperado=Dinero(1630550),
        contado=Dinero(1630500),
        diferencia=Dinero(-50),
        usos=_totales(comercial=1848565, domestico=3700000, sin_cuenta=300000),
        antiguedad=_totales(corriente=4500000, rezago=1048565, sin_recibo=300050),
        otorgados=(Otorgado("0000123-4", "insen", "Josefa Ibarra Peñúñuri", "super"),),
        series=(Serie("", "A", 4380, 4522),),
        perpetuo=Dinero(812345678),
        arqueo=Arqueo(((100000, 10), (50000, 10), (20000, 6), (10000, 1), (500, 1))),
        motivo="no había cambio de 0.50",
        novedades=_NOVEDADES,
        apertura=8860,
        seq=9164,
        hash="5e6f7a8b9c0d1e2f" + "0" * 48,
    )
    return replace(corte, **cambios)
