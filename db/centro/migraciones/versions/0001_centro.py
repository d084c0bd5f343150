"""What cajas send, the diario of all of them, how far each one is, what is set aside, and the padrón that goes down.

Every key begins with `organismo`, the distribution key; only `centro`, one row, is everybody's.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_TIPOS: dict[str, Any] = {"": sa.Text, "n": sa.BigInteger, "b": sa.LargeBinary, "t": sa.DateTime(timezone=True)}
#: Columns of the padrón as they are in this revision, whatever becomes of them later.
_CUENTA = """numero titular domicilio colonia uso area clase regimen medidor medidor_estado servicios estado ruta
 volumen_presuntivo:n? unidades:n? alumnos:n? nivel turnos:n? giro fuente_propia rfc telefono"""
_RECIBO = """cuenta periodo referencia emitido vence lectura_anterior:n? lectura_actual:n? litros:n agua:n
 alcantarillado:n saneamiento:n drenaje:n tratamiento:n iva:n recargos:n mora:n otros:n total:n pagado:n programa
 aplicado:n lote:n"""
_BENEFICIO = """cuenta programa desde hasta beneficiario curp documento m3:n? porcentaje importe:n? autorizacion"""


def upgrade() -> None:
    _centro()
    _enlaces()
    _diario()
    _flujos()
    _padron()


def _tabla(nombre: str, llave: str, columnas: str) -> None:
    """A table whose columns are never null, but for those that end in `?`; `:n` a number, `:b` bytes, `:t` a moment."""
    hechas: list[sa.Column[Any]] = []
    for palabra in f"{llave} {columnas}".split():
        campo, _, tipo = palabra.rstrip("?").partition(":")
        hechas.append(sa.Column(campo, _TIPOS[tipo], nullable=palabra.endswith("?")))
    claves = [palabra.partition(":")[0] for palabra in llave.split()]
    op.create_table(nombre, *hechas, sa.PrimaryKeyConstraint(*claves))


def _centro() -> None:
    _tabla("centro", "id", "generacion publica demo:n reloj_inicio reloj_creada proyeccion:n")
    _tabla("organismo", "organismo", "version nombre")


def _enlaces() -> None:
    """Who was invited, who came, and what was answered."""
    _tabla(
        "registro",
        "organismo caja id",
        "centro rol serie vence:t usado:t? publica epoca cabeza revocado:t? motivo",
    )
    op.create_unique_constraint("registro_por_rol", "registro", ["organismo", "rol"])
    _tabla("enlace_pedido", "organismo caja registro publica", "epoca seq:n cabeza:b prueba:b")
    _tabla("enlace_respuesta", "organismo caja registro publica", "contrafirma:b rechazo")


def _diario() -> None:
    _tabla("diario", "organismo caja epoca seq:n", "n:n tipo v:n contenido:b prev_hash:b hash:b firma:b")
    op.create_unique_constraint("diario_n", "diario", ["organismo", "n"])
    op.create_index("diario_por_hash", "diario", ["organismo", "caja", "hash"])
    # The hash is part of the key: two different asientos under one identity are both kept until they are looked at.
    _tabla("entrada", "organismo caja epoca seq:n hash:b", "tipo v:n contenido:b prev_hash:b firma:b enviado:t")
    op.add_column("entrada", _ahora("recibido"))
    _tabla("cuarentena", "organismo caja epoca seq:n hash:b", "tipo v:n contenido:b prev_hash:b firma:b motivo")
    op.add_column("cuarentena", _ahora("apartado"))
    _tabla(
        "caja_cursor",
        "organismo caja epoca",
        "seq:n cabeza:b publica firma:b pagos:n centavos:n folio:n desfase:n contacto:t?",
    )
    _tabla("incidencia", "organismo id", "caja clase cuenta centavos:n refs detalle momento")
    op.create_index("incidencia_por_cuenta", "incidencia", ["organismo", "cuenta"])


def _ahora(nombre: str) -> sa.Column[object]:
    return sa.Column(nombre, sa.DateTime(timezone=True), nullable=False, server_default=sa.func.clock_timestamp())


def _flujos() -> None:
    """A counter row for each stream: raised late in the writing transaction, so that nobody who pulls skips a row."""
    _tabla("flujo", "organismo nombre", "v:n generacion")
    _tabla("usuario_secreto", "organismo clave", "nombre roles activo:n verificador ver:n")
    _tabla("tarifa_archivo", "organismo sha", "contenido:b ver:n")


def _padron() -> None:
    _tabla("padron_lote", "organismo n:n", "sha hasta filas:n")
    llaves = {"cuenta": "numero", "recibo": "cuenta periodo", "beneficio": "cuenta programa desde"}
    for nombre, campos in (("cuenta", _CUENTA), ("recibo", _RECIBO), ("beneficio", _BENEFICIO)):
        llave = llaves[nombre].split()
        otros = " ".join(campo for campo in campos.split() if campo not in llave)
        _tabla(f"padron_{nombre}", f"organismo {llaves[nombre]}", f"{otros} ver:n")
        op.create_index(f"padron_{nombre}_por_ver", f"padron_{nombre}", ["organismo", "ver", *llave])
