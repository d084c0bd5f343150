"""The profile of an organismo: its header, its tariffs, programs and price list, and how it reads its law.

Each setting where the law leaves a choice is a named datum of `perfil.toml`, with its article or decision beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.beneficio.programa import Programa
from app.domain.beneficio.solicitud import SIN_PLAZO, ReglaSolicitud
from app.domain.centro.frescura import HORAS_DE_DATOS
from app.domain.corte.poliza import SIN_CUENTAS, Contabilidad
from app.domain.deuda.gastos import ReglaGastos
from app.domain.deuda.recargo import TasaRecargo
from app.domain.deuda.saldo import Orden
from app.domain.dinero import Dinero
from app.domain.errores import NegocioError
from app.domain.pago.servicio import Servicio
from app.domain.periodo import Periodo
from app.domain.tarifa.facturacion import ReglaFacturacion
from app.domain.tarifa.indice import Uma
from app.domain.tarifa.tarifa import Tarifa, vigencia
from app.domain.tramite.constancia import ReglaConstancia
from app.domain.tramite.convenio import ReglaConvenio

#: When the discount of a recibo paid in parts is given: with the payment that finishes it.
ABONOS_CON_BENEFICIO = ("al_liquidar",)
#: Minutes without a hand at the keyboard after which a caja may lock itself.
BLOQUEOS = (2, 5, 10, 15, 30)


@dataclass(frozen=True, slots=True)
class Mora:
    """Cargo administrativo por mora: the service charged, and in which month past due it appears (2 = the second)."""

    servicio: str
    meses: int
    fundamento: str


@dataclass(frozen=True, slots=True)
class Demostracion:
    """What a demonstration caja has of its own: a clock that starts at `inicio` (local time), and plainer cash."""

    inicio: datetime
    redondeo_efectivo: Dinero
    arqueo_ciego: bool
    diferencia_con_motivo: Dinero | None = None


@dataclass(frozen=True, slots=True)
class Perfil:
    """An organismo operador as a caja knows it.

    Attributes:
        razon_social, domicilio, rfc, telefono: header of papers; empty where no source gives it.
        zona: IANA time zone.
        tarifas: versions in order of validity.
        servicios: price list of otros servicios.
        servicios_de_toma: what a toma may have contracted, in the order of the bill.
        usos, areas, conceptos: (clave, name for people).
        redondeo_efectivo: cash is rounded down to a multiple of this; zero for none.
        arqueo_ciego: the cashier counts without seeing what is expected.
        diferencia_con_motivo: a larger difference at the count needs a reason; None for none that does.
        varios_derechos: one of `app.domain.beneficio.programa.VARIOS_DERECHOS`.
        abono_con_beneficio: one of `ABONOS_CON_BENEFICIO`.
        recibo_subsidio: one of `app.domain.subsidio.subsidio.EMISIONES`.
        datos_falsos: article that orders to recover what a benefit got by false data took off; empty for none.
        mora: the late charge; None where the law has none.
        limite_efectivo: more cash than this in the drawer is warned about; None for no limit.
        contabilidad: account codes, and which programs are subsidies that somebody else covers.
        convenio, constancia: what it allows of each; None where it has none.
        solicitudes: what the law says of requests of a benefit.
        reconexiones: claves of the price list that give the water back to a cuenta.
        bloqueo_minutos: without a hand at the keyboard for so long, the caja locks; each caja may say another.
        logo: name of the PNG beside the profile that heads its papers; empty for none.
        segunda_copia: kinds of paper (`CLASES_DE_PAPEL`) of which the caja keeps one too.
        recargos, gastos: rates of late payment and rules of collection costs, by date; empty where the law has none.
    """

    organismo: str
    version: str
    nombre: str
    razon_social: str
    domicilio: str
    rfc: str
    telefono: str
    zona: str
    tarifas: tuple[Tarifa, ...]
    programas: tuple[Programa, ...]
    servicios: tuple[Servicio, ...]
    uma: Uma
    usos: tuple[tuple[str, str], ...]
    areas: tuple[tuple[str, str], ...]
    conceptos: tuple[tuple[str, str], ...]
    servicios_de_toma: tuple[str, ...]
    redondeo_efectivo: Dinero
    orden_aplicacion: Orden
    arqueo_ciego: bool
    varios_derechos: str
    abono_con_beneficio: str
    mora: Mora | None
    facturacion: ReglaFacturacion
    demostracion: Demostracion
    recargos: tuple[TasaRecargo, ...] = ()
    gastos: tuple[ReglaGastos, ...] = ()
    recibo_subsidio: str = "a_peticion"
    datos_falsos: str = ""
    diferencia_con_motivo: Dinero | None = None
    contabilidad: Contabilidad = SIN_CUENTAS
    limite_efectivo: Dinero | None = None
    convenio: ReglaConvenio | None = None
    constancia: ReglaConstancia | None = None
    solicitudes: ReglaSolicitud = SIN_PLAZO
    reconexiones: tuple[str, ...] = ()
    bloqueo_minutos: int = 10
    logo: str = ""
    segunda_copia: tuple[str, ...] = ()

    @property
    def horas_de_datos(self) -> int:
        """How old data that came from a centre may be to answer for what other cajas were paid."""
        return HORAS_DE_DATOS if self.constancia is None else self.constancia.horas

    @property
    def clave(self) -> str:
        """`cajeme/2023`."""
        return f"{self.organismo}/{self.version}"

    def tarifa_de(self, periodo: Periodo) -> Tarifa:
        """The tariff of a month.

        Raises:
            NegocioError: `tarifa_no_vigente`.
        """
        for tarifa in self.tarifas:
            if tarifa.rige(periodo):
                return tarifa
        vigencias = "; ".join(f"{t.clave} {vigencia(t)}" for t in self.tarifas)
        raise NegocioError("tarifa_no_vigente", f"No hay tarifa de {periodo}. Las que hay: {vigencias}.")

    def programa(self, clave: str) -> Programa:
        """A program by its clave.

        Raises:
            NegocioError: `programa_desconocido`, listing the known ones.
        """
        for programa in self.programas:
            if programa.clave == clave:
                return programa
        conocidos = ", ".join(p.clave for p in self.programas)
        raise NegocioError(
            "programa_desconocido", f"«{clave[:40]}» no es un programa de {self.clave}. Conocidos: {conocidos}."
        )

    def servicio(self, clave: str) -> Servicio:
        """A line of the price list by its clave.

        Raises:
            NegocioError: `servicio_desconocido`, listing the known ones.
        """
        for servicio in self.servicios:
            if servicio.clave == clave:
                return servicio
        conocidos = ", ".join(s.clave for s in self.servicios)
        raise NegocioError(
            "servicio_desconocido", f"«{clave[:40]}» no es un servicio de {self.clave}. Conocidos: {conocidos}."
        )

    @property
    def automaticos(self) -> tuple[Programa, ...]:
        """Programs that nobody is granted: earned by how a recibo is paid."""
        return tuple(p for p in self.programas if p.automatico)

    def nombre_de_concepto(self, clave: str) -> str:
        """A concepto as people call it; the clave itself where it has no name."""
        return dict(self.conceptos).get(clave, clave)
