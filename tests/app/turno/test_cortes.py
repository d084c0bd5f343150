"""What a corte says of its turno: every classification, cut by place in the diario; blind, it shows nothing."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.cli.cifras import salida_de_corte
from app.cli.salida import en_json
from app.documentos import componer
from app.documentos import corte_x as papel_de_corte
from app.domain.corte.corte import Arqueo, Corte
from app.domain.corte.poliza import Contabilidad
from app.domain.dinero import CERO, Dinero, suma
from app.domain.pago.pago import ServicioPedido
from app.errors import NegocioError
from app.turno.caja import cerrar_turno, corte_x
from app.turno.cortes import cortes_de_dias, ver_corte, ver_jornada
from db.diario import leer
from db.proyeccion import proyeccion
from tests.db.escena import hechos_de
from tests.factories import (
    DEMO,
    PERFIL,
    SUPER,
    CajaDePrueba,
    importar,
    un_beneficio,
    un_cobro,
    un_medio,
    un_pago,
    un_recibo,
    un_turno,
    una_caja,
    una_cuenta,
)
from tests.printing.muestras import ENCABEZADO
from tests.reversos import movido


def negado(clave: str) -> pytest.RaisesExc[NegocioError]:
    return pytest.RaisesExc(NegocioError, check=lambda error: error.clave == clave)


def un_surtido(caja: CajaDePrueba) -> None:
    """Rezago and current, two usos, a benefit, a sale without cuenta, third parties' money; 3 payments in cash."""
    cuentas = [una_cuenta("100"), una_cuenta("200", uso="comercial"), una_cuenta("300")]
    recibos = [un_recibo("100", "2023-07"), un_recibo("100", "2023-08"), un_recibo("200", "2023-08", agua="300.00")]
    august = {"agua": "206.89", "alcantarillado": "107.58", "saneamiento": "80.69"}
    importar(caja, cuentas, [*recibos, un_recibo("300", "2023-08", **august)], [un_beneficio("300")])
    un_pago(caja, "100", sin_beneficio=True)
    un_pago(caja, "200", medios=(un_medio("300.00", "cheque"),), sin_beneficio=True)
    un_pago(caja, "300", medios=(un_medio("197.57", "tarjeta"),))
    un_cobro(caja, servicios=(ServicioPedido("TAMBO"), ServicioPedido("U1")), nombre="Alguien")


def pesos(totales: tuple[tuple[str, Dinero], ...]) -> dict[str, str]:
    return {clave: importe.texto() for clave, importe in totales}


def test_the_figures_of_a_turno_by_every_classification(caja: CajaDePrueba) -> None:
    un_surtido(caja)
    corte = corte_x(caja.ctx)
    # 2023-07 fell due on 20 August; the others are due on 20 September.
    assert pesos(corte.antiguedad)["rezago"] == "100.00"
    assert pesos(corte.antiguedad)["corriente"] == "795.16"
    assert pesos(corte.usos)["comercial"] == "300.00" and "sin_cuenta" in pesos(corte.usos)
    assert suma(i for _, i in corte.usos) == suma(i for _, i in corte.medios)
    assert suma(i for _, i in corte.antiguedad) == suma(i for _, i in corte.conceptos)
    assert [clave for clave, _ in corte.aportaciones] == ["U1"]
    assert corte.perpetuo == suma(i for _, i in corte.medios)
    assert [(s.serie, s.desde, s.hasta) for s in corte.series] == [("A", 1, 4)]


def test_a_subsidy_is_income_in_full_with_a_line_of_its_own(tmp_path: Path) -> None:
    """Loreto, Art. 157: here with INSEN as if the Ayuntamiento covered it."""
    perfil = replace(PERFIL, contabilidad=Contabilidad(subsidios=("insen",)))
    with una_caja(tmp_path / "caja", perfil=perfil) as caja:
        un_surtido(caja)
        corte = corte_x(caja.ctx)
        assert pesos(corte.subsidios) == {"insen": "197.59"}
        papel = "\n".join(componer(papel_de_corte(corte, ENCABEZADO), 48))
        assert "Subsidios que cubre el Ayuntamiento" in papel
        assert "Descuento INSEN" not in papel
        cerrar_turno(caja.ctx, DEMO, Arqueo(()), "")
        assert ver_corte(caja.ctx, 1).subsidios == corte.subsidios
        assert caja.verificar().errores == ()


def test_z_is_read_back_as_it_was_closed(caja: CajaDePrueba) -> None:
    un_surtido(caja)
    arqueo = Arqueo.from_texto("500x1,200x2")
    valores = (("cheque", Dinero(29000)), ("tarjeta", Dinero(19757)))
    corte = cerrar_turno(caja.ctx, DEMO, replace(arqueo, valores=valores), "el cheque viene mal")
    leido = ver_corte(caja.reabrir().ctx, 1)
    assert leido == corte
    assert leido.en_papel == (
        ("cheque", Dinero(30000), Dinero(29000)),
        ("tarjeta", Dinero(19757), Dinero(19757)),
    )
    assert caja.verificar().errores == ()


def test_closing_twice_is_one_z_and_says_which(caja: CajaDePrueba) -> None:
    un_surtido(caja)
    corte = cerrar_turno(caja.ctx, DEMO, Arqueo(()), "")
    with pytest.raises(NegocioError) as error:
        cerrar_turno(caja.ctx, DEMO, Arqueo(()), "")
    assert error.value.clave == "sin_turno" and f"corte Z {corte.numero}" in error.value.mensaje
    assert [tipo for tipo, _ in hechos_de(caja)].count("turno_cerrado") == 1


@pytest.mark.parametrize("dias", [-1, 1])
def test_a_clock_put_back_or_forward_cuts_in_the_same_place(caja: CajaDePrueba, dias: int) -> None:
    un_surtido(caja)
    antes = corte_x(caja.ctx)
    caja.reloj.avanzar(days=dias)
    corte = cerrar_turno(caja.ctx, SUPER, Arqueo(()), "quedó abierto")
    assert (corte.medios, corte.conceptos, corte.pagos) == (antes.medios, antes.conceptos, antes.pagos)
    assert cortes_de_dias(caja.ctx, date(2023, 9, 5), date(2023, 9, 5))[0].numero == 1
    with negado("sin_cortes"):
        cortes_de_dias(caja.ctx, date(2023, 9, 6), date(2023, 9, 6))
    assert caja.verificar().errores == ()


def test_perpetual_total_goes_on_from_corte_to_corte(caja: CajaDePrueba) -> None:
    importar(caja, [una_cuenta()], [un_recibo(agua="9000.00")])
    for n in range(1, 4):
        un_pago(caja, monto="10.00", sin_beneficio=True)
        assert cerrar_turno(caja.ctx, DEMO, Arqueo(()), "").perpetuo == Dinero(1000 * n)
    assert caja.verificar().errores == ()


# --- what other hands write ---


def test_a_corte_of_the_first_version_is_still_read(caja: CajaDePrueba) -> None:
    un_surtido(caja)
    corte = cerrar_turno(caja.ctx, DEMO, Arqueo.from_texto("500x1"), "")
    with caja.uow() as uow:
        nuevo = next(a.datos() for a in leer(uow.conexion) if a.tipo == "turno_cerrado")
    campos = ("corte", "turno", "cajero", "quien", "momento", "fondo", "medios", "conceptos", "programas", "pagos")
    campos += ("folio_inicial", "folio_final", "entradas", "retiros", "piezas", "esperado", "contado", "diferencia")
    caja.reloj.avanzar(days=1)
    with una_caja(caja.carpeta.parent / "vieja") as vieja:
        un_surtido(vieja)
        with vieja.uow() as uow:
            uow.diario.asentar("turno_cerrado", {campo: nuevo[campo] for campo in (*campos, "motivo")})
            uow.commit()
        leido = ver_corte(vieja.ctx, 1)
        assert replace(leido, seq=corte.seq, hash=corte.hash) == corte
        vieja.reloj.avanzar(days=1)
        un_turno(vieja)
        assert cerrar_turno(vieja.ctx, DEMO, Arqueo.from_texto("500x1"), "").perpetuo == corte.perpetuo
        assert vieja.verificar().errores == ()
        with vieja.almacen.engine.begin() as conexion:
            proyeccion.plegar(conexion, list(leer(conexion)))
        assert replace(ver_corte(vieja.ctx, 1), seq=corte.seq, hash=corte.hash) == corte


# --- a blind count ---


@pytest.fixture
def ciega(tmp_path: Path) -> Iterator[CajaDePrueba]:
    """A real caja whose cashier counts blind, with 500.00 of float and a surtido in it."""
    perfil = replace(PERFIL, arqueo_ciego=True, diferencia_con_motivo=Dinero(5000))
    with una_caja(tmp_path / "caja", demo=False, perfil=perfil) as caja:
        un_surtido(caja)
        yield caja


def cifras_en(texto: str) -> set[str]:
    return set(re.findall(r"\d[\d,]*\.\d\d", texto.replace(",", "")))


def test_blind_x_lets_nobody_work_the_cash_out(ciega: CajaDePrueba) -> None:
    corte = corte_x(ciega.ctx)
    entero = corte_x(ciega.ctx, completo=True)
    efectivo, esperado = dict(entero.medios)["efectivo"], entero.esperado
    assert esperado == Dinero(50000) + efectivo
    total = suma(i for _, i in entero.medios)
    secretos = {efectivo.texto(), esperado.texto(), total.texto()}
    respuesta = salida_de_corte(corte, ciego=True)
    datos: dict[str, Any] = json.loads(en_json(respuesta.datos))
    assert not {"esperado", "perpetuo"} & datos.keys()
    assert datos["conceptos"] == datos["programas"] == datos["usos"] == datos["antiguedad"] == {}
    papel = "\n".join(componer(papel_de_corte(corte, ENCABEZADO), 48))
    jornada = ver_jornada(ciega.ctx)
    for texto in (en_json(respuesta.datos), respuesta.texto, papel, str(jornada)):
        assert not secretos & cifras_en(texto), texto
    assert jornada is not None and all(h.importe is None for h in jornada.horas)
    # Nor as a sum of what is shown.
    vistos = [i.centavos for _, i in corte.medios]
    assert sum(vistos) + efectivo.centavos == total.centavos and efectivo.centavos not in vistos


def test_blind_count_is_on_the_disk_before_it_is_judged(ciega: CajaDePrueba) -> None:
    mal, otro = Arqueo.from_texto("100x1"), Arqueo.from_texto("100x2")
    for _ in range(2):
        with pytest.raises(NegocioError) as error:
            cerrar_turno(ciega.ctx, DEMO, mal, "")
        assert error.value.clave == "falta_motivo" and not cifras_en(error.value.mensaje)
    conteos = [d for tipo, d in hechos_de(ciega) if tipo == "arqueo"]
    assert [d["contado"] for d in conteos] == [10000]
    # No feeling one's way to what is expected.
    with negado("arqueo_ya_contado"):
        cerrar_turno(ciega.ctx, DEMO, otro, "")
    with negado("arqueo_ya_contado"):
        cerrar_turno(ciega.ctx, DEMO, otro, "ahora sí")
    assert cerrar_turno(ciega.ctx, DEMO, mal, "no sé").contado == Dinero(10000)
    assert ciega.verificar().errores == ()


def test_after_more_money_the_drawer_is_counted_again(ciega: CajaDePrueba) -> None:
    with negado("falta_motivo"):
        cerrar_turno(ciega.ctx, DEMO, Arqueo.from_texto("100x1"), "")
    un_cobro(ciega, servicios=(ServicioPedido("TAMBO"),), nombre="Otro")
    assert cerrar_turno(ciega.ctx, DEMO, Arqueo.from_texto("100x2"), "sigo sin saber").contado == Dinero(20000)


def test_once_it_did_not_match_no_later_count_passes_in_silence(ciega: CajaDePrueba) -> None:
    justo = Arqueo.from_texto("500x1,200x1,10x1")
    assert abs((corte_x(ciega.ctx, completo=True).esperado or CERO).centavos - justo.total.centavos) <= 5000
    with negado("falta_motivo"):
        cerrar_turno(ciega.ctx, DEMO, Arqueo.from_texto("100x1"), "")
    # A centavo in, to count again: that would be a way of trying one amount after the other.
    movido(ciega, "entrada", "0.01")
    with negado("falta_motivo"):
        cerrar_turno(ciega.ctx, DEMO, justo, "")
    assert [d["contado"] for t, d in hechos_de(ciega) if t == "arqueo"] == [10000, justo.total.centavos]
    assert cerrar_turno(ciega.ctx, DEMO, justo, "conté mal la primera vez").motivo
    assert ciega.verificar().errores == ()


def test_in_the_open_the_difference_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    perfil = replace(PERFIL, arqueo_ciego=False, diferencia_con_motivo=Dinero(5000))
    with una_caja(tmp_path / "caja", demo=False, perfil=perfil) as caja:
        un_surtido(caja)
        antes = hechos_de(caja)
        with pytest.raises(NegocioError, match="La diferencia es"):
            cerrar_turno(caja.ctx, DEMO, Arqueo.from_texto("100x1"), "")
        assert hechos_de(caja) == antes
        assert cerrar_turno(caja.ctx, SUPER, Arqueo.from_texto("100x2"), "se recontó").motivo == "se recontó"


# --- any day ---

COBROS = st.lists(st.tuples(st.sampled_from(["100", "200"]), st.integers(100, 9_999)), min_size=1, max_size=12)


@settings(max_examples=15)
@given(COBROS, st.integers(0, 2))
def test_any_day_is_the_sum_of_its_asientos(cobros: list[tuple[str, int]], cortes: int) -> None:
    with TemporaryDirectory() as carpeta, una_caja(Path(carpeta) / "caja") as caja:
        recibos = [un_recibo(c, m, agua="9000.00") for c in ("100", "200") for m in ("2023-07", "2023-08")]
        importar(caja, [una_cuenta("100"), una_cuenta("200", uso="comercial")], recibos)
        cada = max(1, len(cobros) // (cortes + 1))
        hechos: list[Corte] = []
        for n, (cuenta, centavos) in enumerate(cobros, 1):
            un_pago(caja, cuenta, monto=Dinero(centavos), sin_beneficio=True)
            if n % cada == 0:
                hechos.append(cerrar_turno(caja.ctx, DEMO, Arqueo(()), ""))
        esperado: Counter[str] = Counter()
        for cuenta, centavos in cobros[: cada * len(hechos)]:
            esperado["comercial" if cuenta == "200" else "domestico"] += centavos
        juntos: Counter[str] = Counter()
        for corte in hechos:
            juntos.update({clave: importe.centavos for clave, importe in corte.usos})
        assert juntos == esperado
        assert [c.numero for c in hechos] == list(range(1, len(hechos) + 1))
        assert sum(c.pagos for c in hechos) == cada * len(hechos)
        assert all(suma(i for _, i in c.medios) >= CERO for c in hechos)
        assert caja.verificar().errores == ()
