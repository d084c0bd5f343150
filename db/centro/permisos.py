"""Who may do what in the centre's database: an owner that nobody enters as, `servir`, and a role for each caja.

A caja may put its own rows into `entrada` and ask to be enrolled; it reads views, which show its organismo's padrón
and, of everything else, only what is its own. Which caja a role is, the view `yo` says, and nothing that a caja sends.
"""

from __future__ import annotations

import re

import psycopg
from psycopg import sql
from sqlalchemy import Connection

from db.centro import corrientes
from db.centro.acreditaciones import ORDENES
from db.centro.incidencias import ABIERTAS, CON_FIN
from db.proyeccion import rows

#: What only `servir` writes, and cajas see through views if at all.
_TABLAS = [
    "centro",
    "organismo",
    "registro",
    "enlace_pedido",
    "enlace_respuesta",
    "diario",
    "entrada",
    "cuarentena",
    "caja_cursor",
    "saludo",
    "incidencia",
    "acreditacion",
    "flujo",
    "usuario_secreto",
    "tarifa_archivo",
    "padron_lote",
    "padron_cuenta",
    "padron_recibo",
    "padron_beneficio",
    "padron_paquete",
]
#: What nobody but the owner may change once it is there.
_SOLO_AGREGAR = ("diario", "cuarentena", "pago", "padron_lote")

#: Those that a caja raised, or that are about an asiento of its own.
_DE_LA_CAJA = f"""{CON_FIN} JOIN yo ON i.organismo = yo.organismo
 WHERE (i.caja = yo.caja OR strpos(i.refs, '"' || yo.caja || '/') > 0)"""
_VISTAS = {
    "yo": """SELECT organismo, caja, id AS registro, usado IS NOT NULL AS enlazada, publica FROM registro
 WHERE rol = current_user AND revocado IS NULL AND (usado IS NOT NULL OR vence > clock_timestamp())""",
    "este_centro": "SELECT id, generacion, publica, demo, reloj_inicio, reloj_creada FROM centro",
    "mi_respuesta": """SELECT p.registro, p.publica, p.epoca, p.seq, p.cabeza, r.contrafirma, r.rechazo
 FROM enlace_respuesta r JOIN yo ON r.organismo = yo.organismo AND r.caja = yo.caja AND r.registro = yo.registro
 JOIN enlace_pedido p ON p.organismo = r.organismo AND p.caja = r.caja AND p.registro = r.registro
 AND p.publica = r.publica""",
    "mi_espera": """SELECT e.epoca, min(e.seq) AS desde, max(e.seq) AS hasta, count(DISTINCT e.seq) AS cuantos
 FROM entrada e JOIN yo ON e.organismo = yo.organismo AND e.caja = yo.caja GROUP BY e.epoca""",
    "mi_cursor": """SELECT c.epoca, c.seq, c.cabeza, c.firma, c.pagos, c.centavos, c.folio, d.n AS inicio
 FROM caja_cursor c JOIN yo ON c.organismo = yo.organismo AND c.caja = yo.caja JOIN diario d
 ON d.organismo = c.organismo AND d.caja = c.caja AND d.epoca = c.epoca AND d.seq = 1""",
    "mi_cuarentena": """SELECT q.epoca, q.seq, q.hash, q.motivo FROM cuarentena q
 JOIN yo ON q.organismo = yo.organismo AND q.caja = yo.caja""",
    "mi_diario": """SELECT d.* FROM diario d JOIN yo ON d.organismo = yo.organismo AND d.caja = yo.caja
 AND yo.enlazada""",
    "mis_pagos": """SELECT p.folio, p.hash FROM pago p JOIN yo ON p.organismo = yo.organismo AND p.caja = yo.caja
 AND yo.enlazada""",
    "mis_series": """SELECT DISTINCT s.serie FROM (SELECT organismo, caja, serie, id FROM registro
 UNION ALL SELECT organismo, caja, serie, '' FROM epoca) s
 JOIN yo ON s.organismo = yo.organismo AND s.caja = yo.caja AND s.id <> yo.registro""",
    "mi_baja": "SELECT motivo, revocado FROM registro WHERE rol = current_user AND revocado IS NOT NULL",
    "mis_incidencias": f"{_DE_LA_CAJA} AND {ABIERTAS}",
    "mis_acreditaciones": ORDENES,
    "mis_resueltas": f"{_DE_LA_CAJA} AND f.incidencia IS NOT NULL",
    **corrientes.VISTAS,
    **{
        f"el_{nombre}": f"SELECT t.* FROM {tabla} t JOIN yo ON t.organismo = yo.organismo AND yo.enlazada"
        for nombre, tabla in (
            ("flujo", "flujo"), ("usuario", "usuario_secreto"), ("tarifa", "tarifa_archivo"),
            ("paquete", "padron_paquete"),
        )
    },
}  # fmt: skip


class Roles:
    """The names of a centre's roles; a server may hold several centres, so each begins with the centre's own."""

    def __init__(self, centro_id: str) -> None:
        self.prefijo = f"ventanilla_{centro_id.replace('-', '')[:12]}"
        self.dueno = f"{self.prefijo}_dueno"
        self.servir = f"{self.prefijo}_servir"
        self.cajas = f"{self.prefijo}_cajas"

    def de_caja(self, organismo: str, numero: str, registro: str) -> str:
        """The role of one enrolment."""
        nombre = f"{self.prefijo}_{organismo}_{numero}_{registro.replace('-', '')[:6]}"
        if not re.fullmatch(r"[a-z0-9_]{1,63}", nombre):
            raise ValueError(nombre)
        return nombre


def crear_roles(conexion: Connection, roles: Roles, secreto: str) -> None:
    """Make the owner, the group of cajas, and `servir` with its password; those that exist stay as they are."""
    for nombre, como in ((roles.dueno, "NOLOGIN"), (roles.cajas, "NOLOGIN"), (roles.servir, "LOGIN")):
        existe = conexion.exec_driver_sql("SELECT 1 FROM pg_roles WHERE rolname = %s", (nombre,)).scalar()
        if not existe:
            conexion.exec_driver_sql(f"CREATE ROLE {nombre} {como} NOSUPERUSER NOCREATEDB NOCREATEROLE")
    conexion.exec_driver_sql(f"GRANT {roles.dueno} TO CURRENT_USER")
    poner_secreto(conexion, roles.servir, secreto)


def crear_rol_de_caja(conexion: Connection, roles: Roles, nombre: str, secreto: str) -> None:
    """Make the role of one enrolment."""
    conexion.exec_driver_sql(f"CREATE ROLE {nombre} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE CONNECTION LIMIT 4")
    conexion.exec_driver_sql(f"GRANT {roles.cajas} TO {nombre}")
    poner_secreto(conexion, nombre, secreto)


def cerrar_rol(conexion: Connection, nombre: str) -> None:
    """Let a role enter no more, and put out whoever is inside with it."""
    conexion.exec_driver_sql(f"ALTER ROLE {nombre} NOLOGIN")
    conexion.exec_driver_sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", (nombre,))


def poner_secreto(conexion: Connection, rol: str, secreto: str) -> None:
    """Set a password; what travels, and what a log might hold, is only its verifier."""
    driver = conexion.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    verificador = driver.pgconn.encrypt_password(secreto.encode(), rol.encode(), b"scram-sha-256").decode()
    orden = sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(rol), sql.Literal(verificador))
    conexion.exec_driver_sql(orden.as_string(driver))


def quitar_vistas(conexion: Connection) -> None:
    """Drop every view, so that the tables under them may be folded again; `otorgar` makes them anew."""
    for vista in _VISTAS:
        conexion.exec_driver_sql(f"DROP VIEW IF EXISTS {vista} CASCADE")


def otorgar(conexion: Connection, roles: Roles) -> None:
    """Views, grants and policies, from nothing each time; run by the owner over the tables as they are now."""
    tablas = [*_TABLAS, *(tabla.name for tabla in rows.proyeccion.sorted_tables)]
    quitar_vistas(conexion)
    ordenes = [f"GRANT USAGE ON SCHEMA ventanilla TO {roles.cajas}, {roles.servir}"]
    for tabla in tablas:
        ordenes += _politicas(tabla, roles)
    for vista, consulta in _VISTAS.items():
        ordenes += [
            f"CREATE VIEW {vista} WITH (security_barrier) AS {consulta}",
            f"GRANT SELECT ON {vista} TO {roles.cajas}",
        ]
    propias = (("entrada", " AND yo.enlazada"), ("saludo", " AND yo.enlazada"),
               ("enlace_pedido", " AND yo.registro = {}.registro"))  # fmt: skip
    for tabla, condicion in propias:
        propia = f"yo.organismo = {tabla}.organismo AND yo.caja = {tabla}.caja{condicion.format(tabla)}"
        ordenes += [
            f"GRANT INSERT ON {tabla} TO {roles.cajas}",
            f"CREATE POLICY de_su_caja ON {tabla} FOR INSERT TO {roles.cajas} "
            f"WITH CHECK (EXISTS (SELECT 1 FROM yo WHERE {propia}))",
        ]
    for orden in ordenes:
        conexion.exec_driver_sql(orden)


def _politicas(tabla: str, roles: Roles) -> list[str]:
    verbos = "SELECT, INSERT" if tabla in _SOLO_AGREGAR else "SELECT, INSERT, UPDATE, DELETE"
    ordenes = [
        f"REVOKE ALL ON {tabla} FROM PUBLIC, {roles.servir}, {roles.cajas}",
        f"GRANT {verbos} ON {tabla} TO {roles.servir}",
        f"ALTER TABLE {tabla} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {tabla} FORCE ROW LEVEL SECURITY",
        f"DROP POLICY IF EXISTS de_su_caja ON {tabla} CASCADE",
    ]
    for nombre, rol in (("del_dueno", roles.dueno), ("de_servir", roles.servir)):
        ordenes += [
            f"DROP POLICY IF EXISTS {nombre} ON {tabla}",
            f"CREATE POLICY {nombre} ON {tabla} TO {rol} USING (true) WITH CHECK (true)",
        ]
    return ordenes
