"""Small makers of what tests need: a real caja in a temporary folder, cuentas with recibos, a payment.

Everything has a default, so that a test names only what it is about. Amounts are given as text, as a clerk writes
them. Typical use, with the fixture `caja` of `tests/app` and `tests/db`:

    importar(caja, [una_cuenta("100")], [un_recibo("100", "2023-08", agua="150.00")])
    pago = un_pago(caja, "100", efectivo="200.00")
"""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from app import config, perfiles
from app.cobro.cobranza import Cobro, cobrar
from app.context import Contexto
from app.domain.caja import Caja
from app.domain.corte.corte import Turno
from app.domain.cuenta import CONCEPTOS, Beneficio, Cargo, Cuenta, Marca, Recibo
from app.domain.dinero import Dinero, suma
from app.domain.pago.pago import Medio, Pago, SolicitudCobro
from app.domain.perfil import Perfil
from app.domain.periodo import Periodo
from app.domain.usuario import Usuario
from app.fundacion import GENTE_DEMO, Persona, fundar
from app.gente.acceso import identificar
from app.gente.usuarios import registrar_usuario
from app.sistema.credenciales import Argon2
from app.sistema.llaves import Llave, is_firma
from app.turno.caja import abrir_turno, ver_turno
from db import almacen as almacenes
from db import verificacion
from db.almacen import Almacen
from db.anexos import Anexos
from db.columnas import BENEFICIO, CUENTA, RECIBO
from db.engine import abrir_escritor
from db.lotes import Lotes
from db.padron import Padron
from db.unit_of_work import SqlUnitOfWork
from tests.fakes import FakeDisco, FakeReloj

PERFIL = perfiles.cargar("cajeme")
INICIO = PERFIL.demostracion.inicio.replace(tzinfo=ZoneInfo(PERFIL.zona))
DEMO = Usuario("demo", "Cajera de demostración", ("cajero",))
SUPER = Usuario("super", "Supervisora de demostración", ("supervisor", "administrador"))
TESORERA = Usuario("teso", "Tesorera de demostración", ("tesoreria",))
PINES = {clave: pin for clave, _, _, pin in GENTE_DEMO}


class CajaDePrueba:
    """An open caja: real files, real key, cheap Argon2; its clock and free disk are moved by hand.

    Attributes:
        ctx: what use cases are handed.
        reloj, disco: the fakes behind it.
    """

    def __init__(self, almacen: Almacen, llave: Llave, perfil: Perfil, reloj: FakeReloj) -> None:
        self.carpeta = almacen.carpeta
        self.almacen = almacen
        self.llave = llave
        self.perfil = perfil
        self.reloj = reloj
        self.disco = FakeDisco()
        self.lotes = Lotes(self.carpeta / "lotes")
        self._abrir()

    def _abrir(self) -> None:
        self.padron = Padron(self.carpeta / "padron.db", self.lotes)
        self.padron.aplicar(self.almacen.lotes())
        self.ctx = Contexto(
            caja=self.almacen.caja,
            perfil=self.perfil,
            reloj=self.reloj,
            padron=self.padron,
            credenciales=Argon2(self.llave.pimienta(), memoria_kib=8, vueltas=1),
            uow=self.uow,
            anexos=Anexos(self.carpeta / "anexos"),
            espacio_libre=self.disco.espacio_libre,
        )

    def uow(self) -> SqlUnitOfWork:
        """A unit of work on `caja.db`."""
        return self.almacen.uow(self.llave, self.reloj)

    def cerrar(self) -> None:
        """Let the files go."""
        self.padron.cerrar()
        self.almacen.cerrar()

    def reabrir(self) -> Self:
        """Close and open again, as the next start of the program does."""
        self.cerrar()
        self.almacen = almacenes.abrir(self.carpeta, escribir=True)
        self._abrir()
        return self

    def verificar(self, publicas: dict[str, str] | None = None) -> verificacion.Informe:
        """What `verificar` says of it."""
        return verificacion.verificar(self.almacen, self.padron, is_firma, publicas)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.cerrar()


def una_caja(carpeta: Path, *, perfil: Perfil = PERFIL, momento: datetime = INICIO, **otros: Any) -> CajaDePrueba:
    """A new caja with the people of a demonstration (`DEMO`, `SUPER`) in a folder of its own; no turno, no cuenta.

    Other words are fields of `Caja`: `demo=False` gives a real one, with cash rounding and its key elsewhere.
    """
    llave = Llave.nueva()
    caja = replace(_una_identidad(perfil, llave), **otros)
    if not caja.demo:
        caja = replace(caja, reloj_inicio="", reloj_creada="")
    engine = _una_base(carpeta)
    llave.guardar(config.ruta_de_llave(carpeta, caja))
    prueba = CajaDePrueba(Almacen(carpeta, engine, caja), llave, perfil, FakeReloj(momento))
    fundar(prueba.ctx, tuple(Persona(*p) for p in GENTE_DEMO if p[0] in (DEMO.clave, SUPER.clave)))
    return prueba


def _una_base(carpeta: Path) -> Engine:
    """What `almacenes.crear` leaves in a folder; its migrations run for the first caja alone."""
    if carpeta.exists():
        return almacenes.crear(carpeta)
    (carpeta / "lotes").mkdir(parents=True)
    (carpeta / almacenes.BASE).write_bytes(_base_vacia())
    return abrir_escritor(carpeta / almacenes.BASE)


@cache
def _base_vacia() -> bytes:
    with tempfile.TemporaryDirectory() as carpeta:
        almacenes.crear(Path(carpeta)).dispose()
        return Path(carpeta, almacenes.BASE).read_bytes()


def _una_identidad(perfil: Perfil, llave: Llave) -> Caja:
    inicio = perfil.demostracion.inicio.replace(tzinfo=ZoneInfo(perfil.zona))
    return Caja(
        organismo=perfil.organismo,
        version=perfil.version,
        numero="2",
        centro="Centro de Prueba",
        epoca=str(uuid.uuid4()),
        serie="A",
        publica=llave.publica,
        demo=True,
        reloj_inicio=inicio.isoformat(),
        reloj_creada=datetime.now(inicio.tzinfo).isoformat(),
    )


def una_cuenta(numero: str = "100", **otros: Any) -> Cuenta:
    """A domestic, urban, metered cuenta with every service."""
    campos = {"titular": f"Titular {numero}", "domicilio": f"Calle {numero}", "area": "urbana", "medidor": "M-1"}
    return Cuenta(numero, **(campos | {"servicios": PERFIL.servicios_de_toma} | otros))


def un_recibo(
    cuenta: str = "100", periodo: str = "2023-08", *, m3: object = 20, pagado: str = "0.00", **otros: Any
) -> Recibo:
    """A recibo due on the 20th of the month after; conceptos by name (`agua="150.00"`), 100.00 of water if none."""
    mes = Periodo.from_texto(periodo)
    importes = {clave: otros.pop(clave) for clave in CONCEPTOS if clave in otros} or {"agua": "100.00"}
    siguiente = mes.mas(1)
    campos: dict[str, Any] = {"vence": date(siguiente.ejercicio, siguiente.mes, 20)} | otros
    cargos = tuple(Cargo(clave, Dinero.from_texto(importe)) for clave, importe in importes.items())
    recibido = Dinero.from_texto(pagado)
    return Recibo(cuenta=cuenta, periodo=mes, m3=Decimal(str(m3)), cargos=cargos, pagado=recibido, **campos)


def una_lectura(
    cuenta: str = "100", periodo: str = "2023-09", m3: int = 1000, fecha: str = "", observacion: str = ""
) -> tuple[object, ...]:
    """A row of `lecturas`: what a meter showed, in m³."""
    return cuenta, periodo, m3 * 1000, fecha, observacion


def un_beneficio(cuenta: str = "100", programa: str = "insen", **otros: Any) -> Beneficio:
    """A benefit granted at the beginning of the year, without an end."""
    campos = {"beneficiario": f"Titular {cuenta}", "documento": "INAPAM 1", "desde": date(2023, 1, 1)}
    return Beneficio(cuenta, programa, **(campos | otros))


def importar(
    caja: CajaDePrueba,
    cuentas: Sequence[Cuenta] = (),
    recibos: Sequence[Recibo] = (),
    beneficios: Sequence[Beneficio] = (),
    hasta: Sequence[Marca] = (),
    lecturas: Sequence[tuple[object, ...]] = (),
) -> str:
    """Import values as one lote that already includes the payments of `hasta`; returns its SHA-256."""
    escritor = caja.lotes.nuevo(caja.ctx.caja.organismo, hasta)
    escritor.escribir("cuentas", [_fila_de_cuenta(c) for c in cuentas])
    escritor.escribir("recibos", [_fila_de_recibo(r) for r in recibos])
    escritor.escribir("lecturas", lecturas)
    escritor.escribir("beneficios", [_fila_de_beneficio(b) for b in beneficios])
    filas = len(cuentas) + len(recibos) + len(lecturas) + len(beneficios)
    sha = escritor.cerrar(suma(r.total for r in recibos).centavos, suma(r.pagado for r in recibos).centavos)
    with caja.uow() as uow:
        uow.diario.asentar("lote_importado", {"sha": sha, "filas": filas, "quien": SUPER.clave})
        uow.commit()
    caja.padron.aplicar(caja.almacen.lotes())
    return sha


def _fila_de_cuenta(cuenta: Cuenta) -> list[Any]:
    valores = [getattr(cuenta, columna) for columna in CUENTA]
    return ["|".join(v) if isinstance(v, tuple) else v for v in valores]


def _fila_de_recibo(recibo: Recibo) -> list[Any]:
    fila: dict[str, Any] = dict.fromkeys(RECIBO, "") | dict.fromkeys(CONCEPTOS, 0)
    fila |= {c.clave: c.importe.centavos for c in recibo.cargos}
    fila |= {"cuenta": recibo.cuenta, "periodo": recibo.periodo.texto(), "vence": recibo.vence.isoformat()}
    fila |= {"emitido": recibo.emitido.isoformat() if recibo.emitido else "", "referencia": recibo.referencia}
    fila |= {"lectura_anterior": None, "lectura_actual": None, "litros": int(recibo.m3 * 1000)}
    fila |= {"total": recibo.total.centavos, "pagado": recibo.pagado.centavos, "programa": recibo.programa}
    return [fila[columna] for columna in RECIBO]


def _fila_de_beneficio(beneficio: Beneficio) -> list[Any]:
    fila = {columna: getattr(beneficio, columna) for columna in BENEFICIO}
    fila["desde"] = beneficio.desde.isoformat()
    fila["hasta"] = beneficio.hasta.isoformat() if beneficio.hasta else ""
    fila["porcentaje"] = "" if beneficio.porcentaje is None else str(beneficio.porcentaje)
    fila["importe"] = None if beneficio.importe is None else beneficio.importe.centavos
    return list(fila.values())


def un_medio(importe: str, medio: str = "efectivo", **otros: Any) -> Medio:
    """A part of a tender with the data that proves it."""
    prueba = {
        "tarjeta": {"referencia": "A-1", "tipo": "debito"},
        "cheque": {"banco": "BANCO", "referencia": "77"},
        "transferencia": {"referencia": "T-1"},
    }
    return Medio(medio, Dinero.from_texto(importe), **(prueba.get(medio, {}) | otros))


def una_solicitud(*cuentas: str, efectivo: str = "1000.00", **otros: Any) -> SolicitudCobro:
    """An order to charge: all that the cuentas owe, in cash, unless said otherwise."""
    if isinstance(otros.get("monto"), str):
        otros["monto"] = Dinero.from_texto(otros["monto"])
    campos = {"id": str(uuid.uuid4()), "cuentas": cuentas, "medios": (un_medio(efectivo),)} | otros
    return SolicitudCobro(**campos)


def un_turno(caja: CajaDePrueba, fondo: str = "500.00", cajero: Usuario = DEMO) -> Turno:
    """The open turno; opens it if there is none."""
    return ver_turno(caja.ctx) or abrir_turno(caja.ctx, cajero, Dinero.from_texto(fondo))


def un_cobro(caja: CajaDePrueba, *cuentas: str, cajero: Usuario = DEMO, **otros: Any) -> Cobro:
    """A charge taken with `una_solicitud`'s words; the turno is opened if need be."""
    un_turno(caja, cajero=cajero)
    return cobrar(caja.ctx, una_solicitud(*cuentas, **otros), cajero)


def un_pago(caja: CajaDePrueba, cuenta: str = "100", **otros: Any) -> Pago:
    """The one payment of a charge of one cuenta."""
    (pago,) = un_cobro(caja, cuenta, **otros).pagos
    return pago


def de_alta(caja: CajaDePrueba, usuario: Usuario, pin: str = "314159") -> Usuario:
    """Somebody else who works at the caja."""
    return registrar_usuario(caja.ctx, usuario.clave, usuario.nombre, usuario.roles, pin, ("super", PINES["super"]))


def gente(caja: CajaDePrueba, *usuarios: Usuario) -> None:
    """More people at the caja, or the same with other roles; without a PIN."""
    with caja.uow() as uow:
        for u in usuarios:
            datos = {"clave": u.clave, "nombre": u.nombre, "roles": list(u.roles), "activo": 1, "quien": "super"}
            uow.diario.asentar("usuario", datos)
        uow.commit()


def entrar(caja: CajaDePrueba, clave: str = "demo", pin: str = "") -> Usuario:
    """Identify somebody by PIN; by their own unless another is given."""
    return identificar(caja.ctx, clave, pin or PINES[clave])
