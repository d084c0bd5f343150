"""Every right of the centre's database, tried by whoever must not have it."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, ProgrammingError

from app.armado_sede import SedeDeMaquina
from app.reposicion.reemplazo import reemplazar
from db.centro.conexion import abrir
from db.centro.permisos import _SOLO_AGREGAR, _TABLAS, _VISTAS, Roles
from db.proyeccion import rows
from tests.centro.test_reemplazo import PcNueva
from tests.factories import CajaDePrueba, un_pago, una_caja
from tests.sede import PuestoDePrueba, consultar, enlazada, invitar

TABLAS = [*_TABLAS, *(t.name for t in rows.proyeccion.sorted_tables)]
UNA_FILA = (
    "INSERT INTO entrada (organismo, caja, epoca, seq, hash, tipo, v, contenido, prev_hash, firma, enviado)"
    " VALUES ('{}', '{}', 'e', 1, '', 'pago', 1, '', '', '', now())"
)


def como(sede: SedeDeMaquina, puesto: PuestoDePrueba) -> Engine:
    """The database as that caja enters it."""
    enlace = puesto.enlaces.leer(puesto.caja.ctx.caja)
    assert enlace is not None
    return abrir(enlace.url, enlace.rol, enlace.secreto)


def como_servir(sede: SedeDeMaquina) -> Engine:
    return abrir(sede.url, Roles(sede.casa.centro_id).servir, sede.casa.secreto())


def orden(engine: Engine, sql: str) -> list[tuple[object, ...]]:
    with engine.begin() as conexion:
        resultado = conexion.exec_driver_sql(sql)
        return [tuple(f) for f in resultado] if resultado.returns_rows else []


def negado(engine: Engine, sql: str) -> None:
    with pytest.raises(DBAPIError) as error:
        orden(engine, sql)
    assert isinstance(error.value.orig, psycopg.errors.InsufficientPrivilege), (sql, error.value)


@pytest.fixture
def otra(sede: SedeDeMaquina, tmp_path: Path) -> PuestoDePrueba:
    """Caja 3, which has charged and synchronized: whose data somebody might want."""
    with una_caja(tmp_path / "otra", numero="3") as caja:
        puesto = enlazada(sede, caja)
        puesto.sincronizar()
        return puesto


def test_no_caja_touches_a_table(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    engine = como(sede, puesto)
    for tabla in TABLAS:
        negado(engine, f"SELECT * FROM {tabla}")
        negado(engine, f"DELETE FROM {tabla}")
        columna = "id" if tabla == "centro" else "organismo"
        negado(engine, f"UPDATE {tabla} SET {columna} = {columna}")
        negado(engine, f"TRUNCATE {tabla}")
        if tabla not in ("entrada", "enlace_pedido", "saludo"):
            negado(engine, f"INSERT INTO {tabla} DEFAULT VALUES")


def test_a_caja_leaves_asientos_in_its_own_name_only(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    engine = como(sede, puesto)
    orden(engine, UNA_FILA.format("cajeme", "2"))
    for organismo, caja in (("cajeme", "3"), ("romita", "2"), ("cajeme", "0"), ("cajeme", "02")):
        negado(engine, UNA_FILA.format(organismo, caja))
    assert consultar(sede, "SELECT organismo, caja FROM entrada") == [("cajeme", "2")]


def test_a_caja_greets_in_its_own_name_only(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    saludo = (
        "INSERT INTO saludo (organismo, caja, epoca, seq, sin_enviar, programa, aviso, enviado)"
        " VALUES ('{}', '{}', 'e', 1, 0, '', '', now())"
    )
    orden(como(sede, puesto), saludo.format("cajeme", "2"))
    for organismo, caja in (("cajeme", "3"), ("romita", "2"), ("cajeme", "0")):
        negado(como(sede, puesto), saludo.format(organismo, caja))
    assert consultar(sede, "SELECT organismo, caja FROM saludo") == [("cajeme", "2")]


def test_a_caja_asks_to_be_enrolled_in_its_own_name_only(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    pedido = "INSERT INTO enlace_pedido VALUES ('{}', '{}', '{}', 'p', 'e', 1, '', '')"
    ajeno = invitar(sede, "3")
    negado(como(sede, puesto), pedido.format("cajeme", "3", ajeno.registro))
    negado(como(sede, puesto), pedido.format("cajeme", "2", ajeno.registro))


def test_views_show_a_caja_its_own_rows_only(puesto: PuestoDePrueba, otra: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    """What caja 3 has is there for it, and caja 2, which has sent nothing, sees none of it."""
    orden(como(sede, otra), UNA_FILA.format("cajeme", "3").replace("'e', 1", "'falsa', 1"))
    consultar(sede, "INSERT INTO cuarentena SELECT e.*, 'x' FROM (SELECT organismo, caja, epoca, seq, hash, tipo, v,"
              " contenido, prev_hash, firma FROM entrada) e")  # fmt: skip
    for id in ("abierta", "resuelta"):
        una = "INSERT INTO incidencia VALUES ('cajeme', :id, '3', 'reloj', '', 0, '[]', 'x', 'x')"
        consultar(sede, una, id=id)
    consultar(
        sede, "INSERT INTO incidencia_fin VALUES ('cajeme', '0', 'e', 1, 'resuelta', 'reloj', 'x', 'x', 'x', 'x')"
    )
    consultar(sede, "INSERT INTO acreditacion VALUES ('cajeme', 'p', 'x', '3', 'x', 'x', 'x', 'x', '[]', '', 1, 1)")
    invitar(sede, "3")
    for vista in (v for v in _VISTAS if v.startswith("mi") and v not in ("mi_baja", "mis_pagos")):
        assert orden(como(sede, otra), f"SELECT * FROM {vista}"), vista
        propias = orden(como(sede, puesto), f"SELECT * FROM {vista}")
        # Both were answered; nothing else of caja 2 is at the centre yet.
        assert len(propias) == (1 if vista == "mi_respuesta" else 0), vista


@pytest.mark.parametrize("vista", ["mi_diario", "mis_pagos"])
def test_a_diario_is_for_its_caja_and_for_the_pc_that_took_its_place(
    puesto: PuestoDePrueba, otra: PuestoDePrueba, sede: SedeDeMaquina, tmp_path: Path, vista: str
) -> None:
    un_pago(puesto.caja)
    puesto.sincronizar()
    todo = orden(como(sede, puesto), f"SELECT * FROM {vista}")
    assert todo and not [f for f in orden(como(sede, otra), f"SELECT * FROM {vista}") if f in todo]
    # Who holds the file for its place, and has not used it, sees nothing yet.
    invitacion = invitar(sede)
    nueva = abrir(invitacion.url, invitacion.rol, invitacion.secreto)
    assert orden(nueva, f"SELECT * FROM {vista}") == []
    pc = PcNueva(sede, tmp_path / "nueva")
    with pc.taller.tomar(invitacion) as ctx:
        reemplazar(ctx, pc.enlaces, invitacion)
        enlace = pc.enlaces.leer(ctx.caja)
    assert enlace is not None
    hallado = orden(abrir(enlace.url, enlace.rol, enlace.secreto), f"SELECT * FROM {vista}")
    assert len(hallado) == len(todo)
    # And who was replaced, nothing more but that it was.
    assert orden(como(sede, puesto), f"SELECT * FROM {vista}") == []
    assert [f[0] for f in orden(como(sede, puesto), "SELECT motivo FROM mi_baja")] == ["reemplazo"]
    assert orden(como(sede, otra), "SELECT * FROM mi_baja") == []


def test_padron_of_another_organismo_is_not_seen(puesto: PuestoDePrueba, sede: SedeDeMaquina) -> None:
    sede.iniciar(("romita",))
    sede.poblar("romita", 5, 1)
    sede.centro().guardar_usuario("romita", "rosa", "Rosa", ["cajero"], "246813", activo=True)
    engine = como(sede, puesto)
    for vista in ("el_cuenta", "el_recibo", "el_beneficio", "el_usuario"):
        assert orden(engine, f"SELECT * FROM {vista} WHERE organismo = 'romita'") == []
    assert orden(engine, "SELECT DISTINCT organismo FROM el_flujo") == [("cajeme",)]


def test_even_servir_only_appends_to_what_must_stand(sede: SedeDeMaquina) -> None:
    engine = como_servir(sede)
    for tabla in _SOLO_AGREGAR:
        orden(engine, f"SELECT * FROM {tabla}")
        negado(engine, f"UPDATE {tabla} SET organismo = organismo")
        negado(engine, f"DELETE FROM {tabla}")
        negado(engine, f"TRUNCATE {tabla}")


def test_servir_makes_no_roles_and_changes_no_shape(sede: SedeDeMaquina) -> None:
    engine = como_servir(sede)
    for sql in (
        "CREATE ROLE x",
        "ALTER TABLE diario DISABLE ROW LEVEL SECURITY",
        "DROP TABLE pago",
        "CREATE TABLE t ()",
    ):
        negado(engine, sql)


def test_nobody_enters_as_the_owner(sede: SedeDeMaquina) -> None:
    roles = Roles(sede.casa.centro_id)
    for rol in (roles.dueno, roles.cajas):
        with pytest.raises(DBAPIError, match=r"not permitted to log in|authentication"):
            orden(abrir(sede.url, rol, "x"), "SELECT 1")


def test_row_security_is_forced_on_every_table(sede: SedeDeMaquina) -> None:
    sql = (
        "SELECT relname FROM pg_class WHERE relnamespace = 'ventanilla'::regnamespace AND relkind = 'r'"
        " AND NOT (relrowsecurity AND relforcerowsecurity) ORDER BY 1"
    )
    assert consultar(sede, sql) == [("alembic_version",)]


def test_a_view_tells_nothing_to_who_is_no_caja(sede: SedeDeMaquina, puesto: PuestoDePrueba) -> None:
    un_pago(puesto.caja)
    puesto.sincronizar()
    servicio = como_servir(sede)
    with pytest.raises(ProgrammingError, match="permission denied"):
        orden(servicio, "SELECT * FROM mi_diario")


def test_an_invitation_that_expired_unused_opens_nothing(sede: SedeDeMaquina, caja: CajaDePrueba) -> None:
    sede.poblar("cajeme", 3, 1)
    invitacion = invitar(sede, dias=-1)
    engine = abrir(invitacion.url, invitacion.rol, invitacion.secreto)
    for vista in ("yo", "el_cuenta", "el_usuario", "mi_cursor"):
        assert orden(engine, f"SELECT * FROM {vista}") == []
    negado(engine, UNA_FILA.format("cajeme", "2"))


def test_an_invitation_not_used_yet_shows_no_personal_data(sede: SedeDeMaquina) -> None:
    sede.poblar("cajeme", 3, 1)
    invitacion = invitar(sede)
    engine = abrir(invitacion.url, invitacion.rol, invitacion.secreto)
    assert orden(engine, "SELECT caja, enlazada FROM yo") == [("2", False)]
    assert orden(engine, "SELECT * FROM el_cuenta") == []
    negado(engine, UNA_FILA.format("cajeme", "2"))


def test_passwords_never_stand_in_a_url_nor_in_the_server_s_log(sede: SedeDeMaquina, puesto: PuestoDePrueba) -> None:
    enlace = puesto.enlaces.leer(puesto.caja.ctx.caja)
    assert enlace is not None and enlace.secreto not in enlace.url and "@" not in enlace.url
    activas = consultar(sede, "SELECT query FROM pg_stat_activity")
    assert all(enlace.secreto not in str(f) for f in activas)
