"""The charge being prepared: what the cashier has chosen so far, and what it comes to. Frozen values, no widgets."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace

from app.cobro.consulta import EstadoDeCuenta, estado_de_cuenta
from app.cobro.explicacion import Explicacion, explicar
from app.cobro.propuesta import Propuesta, proponer
from app.context import Contexto
from app.domain.beneficio.programa import Descuento
from app.domain.deuda.adeudo import Adeudo
from app.domain.dinero import CERO, Dinero
from app.domain.pago.pago import Aplicacion, Medio, ServicioPedido, SolicitudCobro
from app.domain.periodo import Periodo
from app.errors import NegocioError


@dataclass(frozen=True, slots=True)
class Curso:
    """What will be charged.

    Attributes:
        id: identity of the charge, minted when it is first shown: however often Enter is pressed, it is one payment.
        elegidos: months to pay; empty for all that is owed.
        monto: how much to pay when it is not what is owed.
        autorizado: clave of the supervisor who lets a newer recibo be paid over an older one.
        servicios: otros servicios; alone, they are charged without what the cuenta owes.
        nombre: of who pays without a cuenta.
        convenio: pay what the cuenta's convenio asks for now, and `elegidos` besides; None until it is looked up
            whether it has one.
        programa: of the year paid ahead; empty for what is owed.
    """

    id: str
    cuentas: tuple[str, ...]
    elegidos: tuple[Periodo, ...] = ()
    monto: Dinero | None = None
    sin_beneficio: bool = False
    autorizado: str = ""
    servicios: tuple[ServicioPedido, ...] = ()
    nombre: str = ""
    convenio: bool | None = None
    programa: str = ""

    @classmethod
    def de(cls, *cuentas: str) -> Curso:
        """A new charge of a cuenta, or of nobody's."""
        return cls(str(uuid.uuid4()), cuentas)

    def mas(self, cuenta: str) -> Curso:
        """With another cuenta; all that each owes is paid then."""
        return replace(self, cuentas=(*self.cuentas, cuenta), elegidos=(), monto=None, convenio=False, programa="")

    def menos(self, cuenta: str) -> Curso:
        """Without that cuenta."""
        return replace(self, cuentas=tuple(c for c in self.cuentas if c != cuenta), convenio=None)

    def solicitud(self, medios: tuple[Medio, ...] = (), total: Dinero | None = None) -> SolicitudCobro:
        """The order, with its tender and the total that was shown."""
        return SolicitudCobro(
            id=self.id,
            cuentas=self.cuentas,
            medios=medios,
            monto=self.monto,
            recibos=self.elegidos,
            programa=self.programa,
            sin_beneficio=self.sin_beneficio,
            servicios=self.servicios,
            nombre=self.nombre,
            total_visto=total,
            autorizado=self.autorizado,
            convenio=bool(self.convenio),
        )

    def decidido(self, estados: tuple[EstadoDeCuenta, ...]) -> Curso:
        """With what is charged of a cuenta that was just opened: what its convenio asks for and the months besides."""
        if self.convenio is not None:
            return self
        convenidos = estados[0].adeudo.convenidos if len(estados) == 1 and not self.servicios else ()
        if not convenidos:
            return replace(self, convenio=False)
        aparte = (s.recibo.periodo for s in estados[0].adeudo.pendientes if s.recibo.periodo not in convenidos)
        return replace(self, convenio=True, elegidos=tuple(aparte), monto=None)


@dataclass(frozen=True, slots=True)
class Ficha:
    """A cuenta of the charge: what it owes, why, and what this payment does to it.

    Attributes:
        aplicado, descuentos, avisos: of the liquidation; empty when nothing can be charged as chosen.
    """

    estado: EstadoDeCuenta
    explicacion: Explicacion
    aplicado: tuple[Aplicacion, ...] = ()
    descuentos: tuple[Descuento, ...] = ()
    avisos: tuple[str, ...] = ()
    total: Dinero = CERO

    @property
    def adeudo(self) -> Adeudo:
        """What the cuenta owes today."""
        return self.estado.adeudo


@dataclass(frozen=True, slots=True)
class Carga:
    """A charge as it stands on the disk now.

    Attributes:
        propuesta: None when nothing can be charged as chosen; `negado` says why then.
    """

    curso: Curso
    fichas: tuple[Ficha, ...]
    propuesta: Propuesta | None
    negado: NegocioError | None = None


#: A benefit that ended longer ago than this is not asked about any more.
_DIAS_DE_VENCIDO = 365


def vencido_en(carga: Carga) -> str:
    """Which benefit ended not long ago, since when and what to bring, where the full price is about to be charged."""
    for ficha in carga.fichas if not carga.curso.sin_beneficio else ():
        hoy = ficha.adeudo.fecha
        hace_poco = [
            b
            for b in ficha.estado.beneficios
            if b.hasta and b.situacion(hoy) == "vencido" and (hoy - b.hasta).days <= _DIAS_DE_VENCIDO
        ]
        if hace_poco and not ficha.descuentos and not any(b.is_vigente(hoy) for b in ficha.estado.beneficios):
            dicho = next((a for a in ficha.avisos if "venció el" in a), f"Venció el {hace_poco[-1].hasta:%d/%m/%Y}.")
            return f"{ficha.estado.cuenta.titular}: {dicho}"
    return ""


def cargar(ctx: Contexto, curso: Curso) -> Carga:
    """Look up every cuenta of the charge and work it out; writes nothing.

    Raises:
        NegocioError: `cuenta_desconocida`.
    """
    estados = tuple(estado_de_cuenta(ctx, numero) for numero in curso.cuentas)
    curso = curso.decidido(estados)
    try:
        propuesta = proponer(ctx, curso.solicitud())
    except NegocioError as error:
        fichas = tuple(Ficha(estado, explicar(ctx.perfil, estado.adeudo)) for estado in estados)
        return Carga(curso, fichas, None, error)
    fichas = tuple(
        Ficha(
            EstadoDeCuenta(li.adeudo, estado.beneficios),
            explicar(ctx.perfil, li.adeudo, li.descuentos, estado.beneficios),
            li.aplicado,
            li.descuentos,
            li.avisos,
            li.total,
        )
        # A sale to somebody without a cuenta has a liquidation and no ficha.
        for estado, li in zip(estados, propuesta.liquidaciones, strict=bool(estados))
    )
    return Carga(curso, fichas, propuesta)
