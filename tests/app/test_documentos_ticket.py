"""The ticket and the corte: what they must show, and that a reprint says what the original said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documentos import Codigo, Encabezado, Importe, componer, corte_x, ticket_pago
from app.domain.beneficio.programa import Descuento
from app.domain.corte.novedades import SIN_NOVEDADES
from app.domain.dinero import CERO, Dinero
from app.domain.pago.pago import Aplicacion, Medio, Pago
from app.domain.periodo import Periodo
from tests.printing.muestras import AGOSTO, ENCABEZADO, un_corte, un_pago

TEXTOS = st.text(max_size=80)
IMPORTES = st.integers(0, 10**12).map(Dinero)


def texto_de(pago: Pago, encabezado: Encabezado = ENCABEZADO, columnas: int = 48, copia: int = 0) -> str:
    return "\n".join(componer(ticket_pago(pago, encabezado, copia), columnas))


def seguido(texto: str) -> str:
    """The words without their line breaks."""
    return " ".join(texto.split())


@pytest.mark.parametrize("columnas", [32, 42, 48])
def test_ticket_shows_what_a_cashier_and_an_auditor_look_for(columnas: int) -> None:
    texto = seguido(texto_de(un_pago(), columnas=columnas))
    for esperado in (
        "RECIBO OFICIAL DE PAGO",
        "2A-004518",
        "05/09/2023 10:14:22",
        "2 · turno 3",
        "Rosa Núñez",
        "Cuenta 123456",
        "María de los Ángeles Ibáñez Muñoz viuda de Peñúñuri",
        "Agosto 2023 Agua potable 346.69 48.19 + 30 m³ × 9.95",
        "Descuento INSEN -293.10 Ley de Ingresos de Cajeme 2023, Art. 33, tarifa INSEN",
        "Agua potable -153.45 (50 % de 48.19 + 26 m³ × 9.95)",
        "Certificado de no adeudo 207.48 Ley de Ingresos de Cajeme 2023, Art. 33 inciso B",
        "Redondeo del efectivo -0.06",
        "TOTAL 576.50 (SON: QUINIENTOS SETENTA Y SEIS PESOS 50/100 M.N.)",
        "Tarjeta de débito 300.00 Autorización 774310",
        "Efectivo recibido 500.00 Cambio 223.50",
        "Saldo anterior 662.18 Saldo restante 0.00 Saldo a favor 12.50",
        "El beneficio INSEN vence el 31/12/2023",
        "Verificación: 1a2b3c4d5e",
        "Este ticket es comprobante de pago; no es comprobante fiscal.",
    ):
        assert esperado in texto
    assert "COPIA" not in texto
    assert "DEMOSTRACIÓN" not in texto


def test_qr_carries_folio_total_day_and_hash() -> None:
    codigos = [c for c in ticket_pago(un_pago(uso="", medidor=""), ENCABEZADO).lineas if isinstance(c, Codigo)]
    (codigo,) = (c for c in codigos if c.tipo == "qr")
    assert codigo.datos == "VTN1|cajeme|2A-004518|576.50|2023-09-05|1a2b3c4d5e"


@pytest.mark.parametrize("columnas", [32, 42, 48])
def test_reprint_differs_only_by_its_copia_lines(columnas: int) -> None:
    original = componer(ticket_pago(un_pago(), ENCABEZADO), columnas)
    copia = componer(ticket_pago(un_pago(), ENCABEZADO, 2), columnas)
    assert [linea.strip() for linea in (copia[0], copia[-1])] == ["COPIA 2", "COPIA 2"]
    assert copia[1:-1] == original


def test_demonstration_says_at_both_ends_that_it_is_worth_nothing() -> None:
    lineas = texto_de(un_pago(), replace(ENCABEZADO, demostracion=True), 32).splitlines()
    assert [lineas[0].strip(), lineas[-1].strip()] == ["DEMOSTRACIÓN · SIN VALOR"] * 2


def test_cuenta_adds_its_uso_and_its_medidor() -> None:
    texto = seguido("\n".join(componer(ticket_pago(un_pago(), ENCABEZADO), 48)))
    assert "Uso Doméstico Medidor A-771204" in texto
    sin_medidor = ticket_pago(un_pago(uso="escuela_publica", medidor=""), ENCABEZADO)
    texto = seguido("\n".join(componer(sin_medidor, 48)))
    assert "Uso Escuela publica" in texto
    assert "Medidor" not in texto


def test_header_leaves_out_what_is_empty_and_repeats_nothing() -> None:
    texto = texto_de(un_pago(), Encabezado("SAPAR", razon_social="SAPAR"))
    assert texto.count("SAPAR") == 1
    assert "RFC" not in texto
    assert "Tel." not in texto


def test_names_of_the_profile_win_over_the_common_ones() -> None:
    encabezado = replace(ENCABEZADO, nombres=(("insen", "INSEN-INAPAM"), ("servicio:X", "Pipa de agua")))
    texto = texto_de(un_pago(aplicado=(Aplicacion(None, "servicio:X", Dinero(100)),)), encabezado)
    assert "Descuento INSEN-INAPAM" in texto
    assert "Pipa de agua" in texto


def test_service_and_its_iva_are_named_by_the_price_list() -> None:
    ley = "Ley de Ingresos de Cajeme 2023, Art. 33, otros servicios, inciso A"
    aplicado = (
        Aplicacion(None, "servicio:A", Dinero(17706), "Certificado de no adeudo", ley),
        Aplicacion(None, "iva_servicio:A", Dinero(2833), "IVA 16 % de Certificado de no adeudo", ley),
    )
    encabezado = replace(ENCABEZADO, nombres=(("insen", "Tarifa INSEN"),))
    texto = seguido(texto_de(un_pago(aplicado=aplicado), encabezado))
    assert f"Certificado de no adeudo 177.06 {ley} IVA 16 % de Certificado de no adeudo 28.33 ─" in texto
    assert "Descuento INSEN" in texto


def test_months_come_in_order_and_what_has_no_month_last() -> None:
    pago = un_pago(
        aplicado=(
            Aplicacion(None, "anticipo", Dinero(1000), "pago anticipado: queda como saldo a favor"),
            Aplicacion(AGOSTO, "agua", Dinero(200)),
            Aplicacion(Periodo(2023, 7), "mora", Dinero(300), "visita de cobranza", "Art. 33 Z"),
            Aplicacion(Periodo(2023, 7), "iva_mora", Dinero(48), "IVA del cargo por mora", "Art. 33 Z"),
            Aplicacion(Periodo(2023, 7), "gastos", Dinero(50), "", "Art. 12"),
        ),
        descuentos=(Descuento(AGOSTO, "pronto_pago", "agua", Dinero(-20), fundamento="Art. 46"),),
        redondeo=CERO,
    )
    texto = seguido(texto_de(pago))
    assert (
        "Julio 2023 Cargo por mora 3.00 visita de cobranza · Art. 33 Z IVA de mora 0.48 "
        "Gastos de cobranza 0.50 Art. 12 "
        "Agosto 2023 Agua potable 2.00 Descuento pronto pago -0.20 Art. 46 Agua potable "
        "Otros conceptos Pago anticipado (saldo a favor) 10.00"
    ) in texto
    assert "queda como saldo a favor" not in texto
    assert "Redondeo" not in texto


def test_every_means_says_what_proves_it() -> None:
    medios = (
        Medio("cheque", Dinero(100), "02", "0004417", "Banorte"),
        Medio("transferencia", Dinero(200), "03", "SPEI 99"),
        Medio("tarjeta", Dinero(300), "04", "5512", tipo="credito"),
        Medio("saldo_a_favor", Dinero(400), "17"),
        Medio("vale", Dinero(500)),
    )
    texto = seguido(texto_de(un_pago(medios=medios, recibido=CERO, cambio=CERO)))
    assert "Cheque 1.00 Banorte, número 0004417 · salvo buen cobro" in texto
    assert "Transferencia 2.00 Referencia SPEI 99" in texto
    assert "Tarjeta de crédito 3.00 Autorización 5512" in texto
    assert "Saldo a favor aplicado 4.00 Vale 5.00" in texto
    assert "Cambio" not in texto


def test_change_of_a_charge_with_several_folios_is_explained() -> None:
    assert "Recibido y cambio son de todo el cobro" not in seguido(texto_de(un_pago()))
    pago = un_pago(recibido=Dinero(100000))
    assert "Recibido y cambio son de todo el cobro" in seguido(texto_de(pago))


def test_sale_without_cuenta_has_no_balance() -> None:
    pago = un_pago(cuenta="", titular="", domicilio="", avisos=(), saldo_anterior=CERO, saldo_a_favor=CERO)
    texto = texto_de(pago)
    assert "Saldo" not in texto
    assert "Cuenta" not in texto


def test_payment_wholly_by_credit_in_favour_has_its_words() -> None:
    texto = seguido(texto_de(un_pago(aplicado=(), descuentos=(), redondeo=CERO, medios=(), recibido=CERO)))
    assert "TOTAL 0.00 (SON: CERO PESOS 00/100 M.N.)" in texto
    assert "SON" not in texto_de(un_pago(aplicado=(), redondeo=CERO))


def test_payment_outside_the_diario_has_no_ticket() -> None:
    with pytest.raises(ValueError, match="diario"):
        ticket_pago(un_pago(hash=""), ENCABEZADO)


@given(
    textos=st.tuples(*[TEXTOS] * 8),
    importes=st.tuples(*[IMPORTES] * 6),
    columnas=st.sampled_from([32, 42, 48]),
)
def test_any_payment_fits_and_shows_all_its_importes(
    textos: tuple[str, ...], importes: tuple[Dinero, ...], columnas: int
) -> None:
    titular, domicilio, cajero, detalle, fundamento, referencia, banco, aviso = textos
    pago = un_pago(
        titular=titular,
        domicilio=domicilio,
        cajero_nombre=cajero,
        aplicado=(
            Aplicacion(AGOSTO, "agua", importes[0], detalle, fundamento),
            Aplicacion(None, "servicio:A", importes[1], detalle, fundamento),
        ),
        descuentos=(Descuento(AGOSTO, "insen", "agua", -importes[0], detalle, fundamento),),
        medios=(Medio("cheque", importes[2], "02", referencia, banco),),
        saldo_anterior=importes[3],
        saldo_restante=importes[4],
        saldo_a_favor=importes[5],
        avisos=(aviso,),
    )
    lineas = componer(ticket_pago(pago, ENCABEZADO), columnas)
    assert all(len(linea) <= columnas and linea.isprintable() for linea in lineas)
    palabras = set(" ".join(lineas).split())
    assert {str(i) for i in importes} - {"0.00"} <= palabras
    assert {str(pago.total), str(pago.recibido), str(pago.cambio), str(pago.folio)} <= palabras


def test_corte_shows_every_figure_and_never_adjusts() -> None:
    texto = seguido("\n".join(componer(corte_x(un_corte(), ENCABEZADO), 32)))
    for esperado in (
        "CORTE Z 12",
        "Pagos 143 Primer folio 2A-004380 Último folio 2A-004522",
        "Efectivo 45,305.50 Tarjeta 12,200.15 Cheque 980.00 Total cobrado 58,485.65",
        "Cheques recibidos en este turno 1,280.00 Cheque 0077 del pago 2A-004101 -300.00 Cheque, neto 980.00",
        "Agua potable 41,912.33 Alcantarillado 16,000.00 IVA de mora 485.65 Servicio B 3,000.50 Ingreso",
        "Descuento INSEN -2,500.00 Descuento pronto pago -412.33",
        "Redondeo -0.50 Cobrado 58,485.65",
        "Cancelados 2 2A-004420 -150.00 2A-004477 -200.50 Devueltos de otros turnos ninguno",
        "Recibos de subsidio sin firmar ninguno Sin enviar al centro caja sin centro",
        "Fondo inicial 1,000.00 Cobrado en efectivo 45,305.50 Entradas 0.00 Retiros -30,000.00",
        "ESPERADO 16,305.50 CONTADO 16,305.00 Diferencia: falta -0.50",
        "Por uso Comercial 18,485.65 Doméstico 37,000.00 Sin cuenta 3,000.00",
        "Corriente 45,000.00 Rezago (recibos vencidos) 10,485.65",
        "Beneficios otorgados 1 0000123-4 Josefa Ibarra Peñúñuri INSEN, otorgó super",
        "Conteo 1,000.00 × 10 10,000.00 500.00 × 10 5,000.00",
        "Total perpetuo de la caja 8,123,456.78 Asientos 8860 a 9164 Verificación 5e6f7a8b9c0d1e2f",
        "Cajero __________________ Supervisor __________________ Recibe",
    ):
        assert esperado in texto


def test_corte_names_the_iva_of_a_service() -> None:
    corte = un_corte(conceptos=(("iva_servicio:A", Dinero(100)), ("pipa_de_agua", Dinero(200))))
    texto = seguido("\n".join(componer(corte_x(corte, ENCABEZADO), 48)))
    assert "IVA del servicio A 1.00 Pipa de agua 2.00" in texto


def test_corte_has_third_parties_money_apart() -> None:
    corte = un_corte(conceptos=(("agua", Dinero(100)), ("aportacion:U1", Dinero(324)), ("aportacion:V1", Dinero(648))))
    encabezado = replace(ENCABEZADO, nombres=(("aportacion:U1", "Bomberos"),))
    texto = seguido("\n".join(componer(corte_x(corte, encabezado), 48)))
    assert "Ingreso por concepto Agua potable 1.00 Ingreso íntegro 1.00" in texto
    assert "Aportaciones a terceros Bomberos 3.24 Aportación V1 6.48 Total de terceros 9.72" in texto
    assert "Aportaciones" not in "\n".join(componer(corte_x(un_corte(), ENCABEZADO), 48))


def test_blind_corte_x_shows_no_expected_cash() -> None:
    corte = un_corte(
        clase="X", numero=0, esperado=None, contado=None, diferencia=None, cancelados=(), programas=(),
        folio_inicial="", otorgados=(), arqueo=None, novedades=SIN_NOVEDADES,
    )  # fmt: skip
    texto = seguido("\n".join(componer(corte_x(corte, ENCABEZADO), 48)))
    assert "CORTE X Caja y turno" in texto
    assert "Lo esperado no se muestra antes de contar." in texto
    for ausente in ("ESPERADO", "CONTADO", "Diferencia", "Cobrado en efectivo", "Beneficios", "folio", "Recibe"):
        assert ausente not in texto


@pytest.mark.parametrize(("centavos", "rotulo"), [(0, "Diferencia 0.00"), (150, "Diferencia: sobra 1.50")])
def test_difference_is_named(centavos: int, rotulo: str) -> None:
    corte = un_corte(diferencia=Dinero(centavos))
    assert rotulo in seguido("\n".join(componer(corte_x(corte, ENCABEZADO, 1), 48)))


def test_amounts_of_the_ticket_add_up_to_its_total() -> None:
    """The lines above the total, as printed, sum to it."""
    rotulos = [
        linea for linea in ticket_pago(un_pago(uso="", medidor=""), ENCABEZADO).lineas if isinstance(linea, Importe)
    ]
    hasta = next(i for i, linea in enumerate(rotulos) if linea.rotulo == "TOTAL")
    assert sum(linea.importe.centavos for linea in rotulos[:hasta]) == rotulos[hasta].importe.centavos
