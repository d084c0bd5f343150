"""`verificar` names the first asiento that is not as it was written, whoever touched what."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from app.sistema.llaves import Llave
from db.proyeccion import rows
from db.unit_of_work import Cabeza
from db.verificacion import Hallazgo
from tests.db.escena import DEL_CENTRO, Datos, firmar_de_nuevo, hechos_de, primero, sin_disparadores, un_dia, voltear
from tests.factories import CajaDePrueba

Hechos = list[tuple[str, Datos]]


@pytest.fixture
def dia(caja: CajaDePrueba) -> CajaDePrueba:
    return un_dia(caja)


def test_sound_caja_is_clean_and_says_on_whose_word(dia: CajaDePrueba) -> None:
    informe = dia.verificar()
    assert informe.ok and informe.errores == ()
    assert (informe.asientos, informe.epocas, informe.confianza) == (len(hechos_de(dia)), 1, "propia")
    assert dia.verificar({dia.ctx.caja.epoca: dia.ctx.caja.publica}).confianza == "publicas"


@pytest.mark.parametrize(
    ("columna", "tipo"), [("contenido", "hash"), ("prev_hash", "cadena"), ("hash", "hash"), ("firma", "firma")]
)
@pytest.mark.parametrize("seq", [1, 2, 7, 14])
def test_changed_byte_is_found_where_it_is(dia: CajaDePrueba, columna: str, tipo: str, seq: int) -> None:
    sin_disparadores(dia, voltear(columna, seq))
    hallazgo = primero(dia)
    assert hallazgo.seq == seq
    assert any(h.tipo == tipo for h in dia.verificar().errores if h.seq == seq)


@pytest.mark.parametrize(
    "cambio",
    ["tipo = 'eclipse'", "v = 2", "caja = '9'", "organismo = 'otro'", "epoca = 'otra'", "seq = 99", "tipo = 'papel'"],
)
def test_changed_column_is_found(dia: CajaDePrueba, cambio: str) -> None:
    sin_disparadores(dia, f"UPDATE diario SET {cambio} WHERE seq = 7")
    assert primero(dia).seq == 7


@pytest.mark.parametrize("seq", [1, 5, 9])
def test_deleted_entry_is_found(dia: CajaDePrueba, seq: int) -> None:
    sin_disparadores(dia, f"DELETE FROM diario WHERE seq = {seq}")
    assert primero(dia).seq == seq
    assert "falta el asiento" in primero(dia).mensaje


def test_deleted_entry_is_found_though_the_rest_is_numbered_again(dia: CajaDePrueba) -> None:
    sin_disparadores(
        dia,
        "DELETE FROM diario WHERE seq = 6",
        "UPDATE diario SET seq = -seq, n = -n WHERE seq > 6",
        "UPDATE diario SET seq = -seq - 1, n = -n - 1 WHERE seq < 0",
    )
    assert primero(dia).seq == 6


def test_inserted_entry_is_found(dia: CajaDePrueba) -> None:
    otras = ", ".join(c.name for c in rows.diario.columns if c.name not in ("seq", "n"))
    sin_disparadores(
        dia,
        "UPDATE diario SET seq = -seq, n = -n WHERE seq >= 6",
        "UPDATE diario SET seq = -seq + 1, n = -n + 1 WHERE seq < 0",
        f"INSERT INTO diario (seq, n, {otras}) SELECT 6, 6, {otras} FROM diario WHERE seq = 9",
    )
    assert primero(dia).seq == 6


def test_swapped_entries_are_found(dia: CajaDePrueba) -> None:
    sin_disparadores(
        dia,
        "UPDATE diario SET n = -1 WHERE seq = 6",
        "UPDATE diario SET n = 6 WHERE seq = 7",
        "UPDATE diario SET n = 7 WHERE seq = 6",
    )
    assert primero(dia).seq == 6


def test_truncated_tail_is_found_by_the_head_kept_outside(dia: CajaDePrueba) -> None:
    hechos = hechos_de(dia)
    cabeza = (dia.carpeta / "cabeza.json").read_bytes()
    firmar_de_nuevo(dia, hechos[:-3])
    assert dia.verificar().ok
    (dia.carpeta / "cabeza.json").write_bytes(cabeza)
    hallazgo = primero(dia)
    assert (hallazgo.seq, hallazgo.tipo) == (len(hechos) - 2, "cabeza")


def test_head_of_another_history_is_found(dia: CajaDePrueba) -> None:
    cabeza = (dia.carpeta / "cabeza.json").read_bytes()
    hechos = hechos_de(dia)
    hechos[-1][1]["motivo"] = "otra cosa"
    firmar_de_nuevo(dia, hechos)
    (dia.carpeta / "cabeza.json").write_bytes(cabeza)
    assert (primero(dia).seq, primero(dia).tipo) == (len(hechos), "cabeza")


@pytest.mark.parametrize("contenido", [None, "", "[]", "{}", "no es json"])
def test_missing_or_broken_head_is_said(dia: CajaDePrueba, contenido: str | None) -> None:
    ruta = dia.carpeta / "cabeza.json"
    ruta.unlink()
    if contenido is not None:
        ruta.write_text(contenido)
    (hallazgo,) = dia.verificar().errores
    assert (hallazgo.tipo, hallazgo.seq) == ("cabeza", len(hechos_de(dia)))


def test_empty_diario_is_not_sound(dia: CajaDePrueba) -> None:
    sin_disparadores(dia, "DELETE FROM diario")
    assert (primero(dia).seq, primero(dia).tipo) == (1, "cadena")


# --- a forger with the key, who signs everything again ---


def pagos_de(hechos: Hechos) -> list[int]:
    return [i for i, (tipo, _) in enumerate(hechos) if tipo == "pago"]


def quitar_un_pago(hechos: Hechos) -> int:
    """Take the second payment out; the folio of the next one tells."""
    segundo = pagos_de(hechos)[1]
    del hechos[segundo]
    return segundo + 1


def repetir_un_folio(hechos: Hechos) -> int:
    segundo = pagos_de(hechos)[1]
    hechos[segundo][1]["folio"]["numero"] = 1
    return segundo + 1


def bajar_un_total(hechos: Hechos) -> int:
    datos = hechos[pagos_de(hechos)[0]][1]
    datos["total"] -= 100
    return pagos_de(hechos)[0] + 1


def subir_un_descuento(hechos: Hechos) -> int:
    datos = hechos[pagos_de(hechos)[0]][1]
    datos["descuentos"][0]["importe"] -= 5000
    return pagos_de(hechos)[0] + 1


def olvidar_un_saldo_a_favor(hechos: Hechos) -> int:
    tercero = pagos_de(hechos)[2]
    hechos[tercero][1]["favor_despues"] = 0
    return tercero + 1


def bajar_lo_contado(hechos: Hechos) -> int:
    cual = next(i for i, (tipo, _) in enumerate(hechos) if tipo == "turno_cerrado")
    hechos[cual][1]["contado"] -= 1
    return cual + 1


@pytest.mark.parametrize(
    ("alterar", "tipo"),
    [
        (quitar_un_pago, "folio"),
        (repetir_un_folio, "folio"),
        (bajar_un_total, "total"),
        (subir_un_descuento, "total"),
        (olvidar_un_saldo_a_favor, "total"),
        (bajar_lo_contado, "total"),
    ],
)
def test_forger_with_the_key_is_told_by_the_figures(
    dia: CajaDePrueba, alterar: Callable[[Hechos], int], tipo: str
) -> None:
    hechos = hechos_de(dia)
    seq = alterar(hechos)
    if alterar is repetir_un_folio:
        # Two payments cannot have the same folio in the projection: not even a forger can file them.
        hechos[seq - 1][1]["folio"]["numero"] = 99
    firmar_de_nuevo(dia, hechos)
    hallazgo = primero(dia)
    assert (hallazgo.seq, hallazgo.tipo) == (seq, tipo)


def test_signing_again_what_was_there_is_no_finding(dia: CajaDePrueba) -> None:
    """The control: what the forgers above are found by is the figures, not how the test writes them."""
    firmar_de_nuevo(dia, hechos_de(dia))
    assert dia.verificar().ok


def test_forger_with_another_key_is_found_by_the_public_one(dia: CajaDePrueba) -> None:
    identidad, otra = dia.ctx.caja, Llave.nueva()
    hechos = hechos_de(dia)
    hechos[0][1]["publica"] = otra.publica
    firmar_de_nuevo(dia, hechos, otra)
    assert dia.verificar().ok, "on its own word alone nothing can be told"
    informe = dia.verificar({identidad.epoca: identidad.publica})
    assert (informe.errores[0].seq, informe.errores[0].tipo) == (1, "firma")


@pytest.mark.parametrize("publicas", [{}, {"otra época": "00"}, {"EPOCA": "no es una llave"}, {"EPOCA": "00" * 32}])
def test_key_that_is_not_there_or_is_wrong_is_said(dia: CajaDePrueba, publicas: dict[str, str]) -> None:
    llaves = {(dia.ctx.caja.epoca if e == "EPOCA" else e): llave for e, llave in publicas.items()}
    assert (primero_de(dia, llaves).seq, primero_de(dia, llaves).tipo) == (1, "firma")


def primero_de(caja: CajaDePrueba, publicas: dict[str, str]) -> Hallazgo:
    return caja.verificar(publicas).errores[0]


# --- what is not the diario ---


@pytest.mark.parametrize("tabla", [t.name for t in rows.proyeccion.sorted_tables if t.name not in DEL_CENTRO])
def test_edited_table_of_the_projection_is_found(dia: CajaDePrueba, tabla: str) -> None:
    columna = rows.proyeccion.tables[tabla].columns.keys()[-1]
    sin_disparadores(dia, f"UPDATE {tabla} SET {columna} = {columna} || '1'")
    (hallazgo,) = dia.verificar().errores
    assert hallazgo.tipo == "proyeccion" and f"tabla {tabla} " in hallazgo.mensaje


def test_row_of_the_projection_deleted_or_added_is_found_at_its_entry(dia: CajaDePrueba) -> None:
    sin_disparadores(dia, "DELETE FROM medio WHERE seq = (SELECT min(seq) FROM medio)")
    pagos = pagos_de(hechos_de(dia))
    assert primero(dia).seq == pagos[0] + 1
    sin_disparadores(dia, "UPDATE favor SET seq = 2 WHERE seq = (SELECT min(seq) FROM favor)")
    assert min(h.seq for h in dia.verificar().errores) == 2


def test_recibo_edited_in_the_padron_is_found_at_its_import(dia: CajaDePrueba) -> None:
    with closing(sqlite3.connect(dia.carpeta / "padron.db")) as padron:
        padron.execute("UPDATE recibo SET saldo = saldo - 100 WHERE cuenta = '300' AND periodo = '2023-08'")
        padron.commit()
    (hallazgo,) = dia.verificar().errores
    importacion = [i for i, (tipo, _) in enumerate(hechos_de(dia), 1) if tipo == "lote_importado"]
    assert (hallazgo.seq, hallazgo.tipo) == (importacion[0], "padron")
    assert "300 2023-08" in hallazgo.mensaje


def test_lote_that_is_gone_is_found(dia: CajaDePrueba) -> None:
    (lote,) = (dia.carpeta / "lotes").glob("*.gz")
    lote.unlink()
    assert primero(dia).tipo == "padron"


def test_damaged_index_is_found(dia: CajaDePrueba) -> None:
    """What a cuenta owes is read through it: a wrong index charges twice without a wrong row anywhere."""
    sin_disparadores(
        dia,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = 'CREATE INDEX aplicacion_por_cuenta ON aplicacion (organismo, clave)' "
        "WHERE name = 'aplicacion_por_cuenta'",
    )
    dia.reabrir()
    assert {h.tipo for h in dia.verificar().errores} == {"archivo"}


def test_head_is_written_whole_over_itself(dia: CajaDePrueba) -> None:
    ruta = dia.carpeta / "cabeza.json"
    assert ruta.stat().st_size == 512
    leida = Cabeza(ruta).leer()
    assert leida is not None and leida[1] == len(hechos_de(dia))


def test_table_that_is_gone_or_unreadable_is_a_finding(dia: CajaDePrueba) -> None:
    """However damaged the file is, the verification ends with what it saw."""
    sin_disparadores(dia, "DROP TABLE medio")
    hallazgo = dia.verificar().errores[-1]
    assert (hallazgo.seq, hallazgo.tipo) == (len(hechos_de(dia)) + 1, "archivo")
    assert "medio" in hallazgo.mensaje


def test_text_that_is_no_longer_utf8_is_named_where_it_is(dia: CajaDePrueba) -> None:
    sin_disparadores(dia, "UPDATE diario SET tipo = CAST(x'70ff6761' AS TEXT) WHERE seq = 5")
    assert (primero(dia).seq, primero(dia).tipo) == (5, "hash")


def test_content_that_cannot_be_read_is_named(dia: CajaDePrueba) -> None:
    sin_disparadores(dia, "UPDATE diario SET contenido = CAST('{' AS BLOB) WHERE seq = 6")
    hondo = ("UPDATE diario SET contenido = CAST(? AS BLOB) WHERE seq = 8", (b"[" * 100_000,))
    sin_disparadores(dia, hondo)
    leidos = [(h.seq, h.tipo) for h in dia.verificar().errores]
    assert leidos[0] == (6, "hash") and {(6, "contenido"), (8, "contenido")} <= set(leidos)


@pytest.mark.parametrize(("campo", "valor"), [("fuente", "DOF 1/1/2020"), ("clase", "uma"), ("version", "cajeme/2024")])
def test_what_was_said_of_a_list_is_what_the_list_says(dia: CajaDePrueba, campo: str, valor: str) -> None:
    hechos = hechos_de(dia)
    seq, datos = next((n, d) for n, (tipo, d) in enumerate(hechos, 1) if tipo == "tarifa_importada")
    datos[campo] = valor
    firmar_de_nuevo(dia, hechos)
    assert (primero(dia).seq, primero(dia).tipo) == (seq, "tarifa")
