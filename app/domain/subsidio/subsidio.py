"""The recibo de subsidio: what a benefit took off a payment, said apart and signed by two people.

Loreto, Reglamento 2025, Art. 157: the till issues it «en el momento de efectuar el cobro … por el monto del subsidio
otorgado, el cual deberá ser firmado por el interesado o la persona que físicamente efectúe el pago»; it is attached to
the payment, whose income is recorded in full. Art. 158 says what it holds. It is signed once; a payment that is turned
round turns its recibo round too, and all stay on record.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.beneficio.programa import Descuento, Subsidiado
from app.domain.dinero import CERO, Dinero, suma
from app.domain.pago.pago import Folio
from app.domain.periodo import Periodo

#: Class of its folios.
CLASE_DE_SUBSIDIO = "S"
#: When an organismo issues it: with every payment that has a benefit, or when somebody asks for it.
EMISIONES = ("siempre", "a_peticion")
#: In what capacity somebody signs (Art. 157: «el interesado o la persona que físicamente efectúe el pago»).
CALIDADES = {"beneficiario": "beneficiario", "pagador": "quien paga"}
#: Drawn on the screen's pad, read from a file, or on two papers.
MODOS = ("pantalla", "archivo", "papel")
#: What is still to be done about one, or that nothing is.
ESTADOS = {
    "por_firmar": "por firmar",
    "por_archivar": "pendiente de archivar",
    "firmado": "firmado",
    "revertido": "revertido con su pago",
}

#: Said where nobody can tell how much was taken off.
SIN_IMPORTE = "no consta"
#: Months with how much was taken off each.
PorPeriodo = tuple[tuple[Periodo, Dinero], ...]


@dataclass(frozen=True, slots=True)
class ReciboSubsidio:
    """What one program took off one payment, as it was issued.

    Attributes:
        pago, pago_hash: the payment it is attached to, and the hash of its asiento (hexadecimal).
        cuenta, domicilio: number of the contract or toma, and the property.
        nombre: of the program, as the law calls it that day.
        porcentaje: plain decimal text, `50`; empty where the program has none.
        limite: up to where the benefit reaches, in Spanish; empty for no limit.
        periodos: months it covers, with the amount of each, above zero; zero where nobody can tell, and `notas` say so.
        cajero, cajero_nombre: who collects, and signs (Art. 158 fr. VI).
        fundamento: article of the program.
        notas: how an amount was worked out that the payment itself does not show.
        seq, hash: place and hash of its asiento; zero and empty while it is being made.
    """

    organismo: str
    folio: Folio
    pago: Folio
    pago_hash: str
    fecha: date
    momento: datetime
    cuenta: str
    titular: str
    domicilio: str
    beneficiario: str
    programa: str
    nombre: str
    porcentaje: str
    limite: str
    periodos: PorPeriodo
    cajero: str
    cajero_nombre: str
    turno: int
    fundamento: str
    notas: tuple[str, ...] = ()
    seq: int = 0
    hash: str = ""

    @property
    def importe(self) -> Dinero:
        """How much was granted, as far as it is known."""
        return suma(importe for _, importe in self.periodos)

    def renglones(self) -> tuple[tuple[str, str], ...]:
        """(label, value) of everything that is signed, in the order of the paper."""
        return (
            ("Recibo de subsidio", str(self.folio)),
            ("Organismo", self.organismo),
            ("Fecha de aplicación", f"{self.fecha:%d/%m/%Y}"),
            ("Contrato o toma", self.cuenta),
            ("Titular", self.titular),
            ("Domicilio del predio", self.domicilio),
            ("Beneficiario", self.beneficiario),
            *((f"Período {periodo}", _importe_o_nada(importe)) for periodo, importe in self.periodos),
            ("Programa", self.nombre),
            *(("Porcentaje", f"{p} %") for p in [self.porcentaje] if p),
            *(("Límite", limite) for limite in [self.limite] if limite),
            *(("Nota", nota) for nota in self.notas),
            ("Subsidio otorgado", _importe_o_nada(self.importe)),
            ("Fundamento", self.fundamento),
            ("Anexo al recibo de cobro", str(self.pago)),
            ("Huella del cobro", self.pago_hash),
            ("Cobró", f"{self.cajero_nombre} ({self.cajero})"),
        )

    def texto(self) -> str:
        """What both signatures are on: a line for each of `renglones`."""
        return "\n".join(f"{rotulo}: {valor}" for rotulo, valor in self.renglones())

    @property
    def documento(self) -> str:
        """SHA-256 of that text, hexadecimal."""
        return hashlib.sha256(self.texto().encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class FirmaSubsidio:
    """Both signatures of a recibo, as the diario has them: hashes alone, the strokes are beside it.

    Attributes:
        firmante, calidad: who signed, as one of `CALIDADES`.
        modo: one of `MODOS`.
        documento: hash of the text that was signed.
        trazo, trazo_cajero: hash of the strokes of each; empty on paper, or where the cashier drew none.
        pdf: hash of the signed PDF; empty on paper.
        hash: of its asiento.
    """

    folio: Folio
    firmante: str
    calidad: str
    modo: str
    documento: str
    momento: datetime
    cajero: str
    cajero_nombre: str
    trazo: str = ""
    trazo_cajero: str = ""
    pdf: str = ""
    hash: str = ""


@dataclass(frozen=True, slots=True)
class ArchivoSubsidio:
    """The scan of a recibo that was signed on paper, put away: hash, kind (`pdf` or `imagen`), bytes, who did it."""

    folio: Folio
    archivo: str
    clase: str
    bytes: int
    quien: str


@dataclass(frozen=True, slots=True)
class ReversoSubsidio:
    """What of a recibo was taken back with its payment: by which contrapago, and how much of each month."""

    folio: Folio
    contrapago: Folio
    periodos: PorPeriodo

    @property
    def importe(self) -> Dinero:
        """How much, above zero."""
        return suma(importe for _, importe in self.periodos)


@dataclass(frozen=True, slots=True)
class Subsidio:
    """A recibo with all that happened to it."""

    recibo: ReciboSubsidio
    firma: FirmaSubsidio | None = None
    archivo: ArchivoSubsidio | None = None
    reversos: tuple[ReversoSubsidio, ...] = ()

    @property
    def vigente(self) -> Dinero:
        """What of it still stands."""
        return self.recibo.importe - suma(r.importe for r in self.reversos)

    @property
    def estado(self) -> str:
        """One of `ESTADOS`; one that was turned round whole is not signed any more."""
        if self._is_revertido:
            return "revertido"
        if self.firma is None:
            return "por_firmar"
        return "por_archivar" if self.firma.modo == "papel" and self.archivo is None else "firmado"

    @property
    def _is_revertido(self) -> bool:
        vueltos = {periodo for r in self.reversos for periodo, _ in r.periodos}
        return self.vigente == CERO and all(periodo in vueltos for periodo, _ in self.recibo.periodos)


def por_periodo(descuentos: Iterable[Descuento], programa: str, subsidiado: Iterable[Subsidiado] = ()) -> PorPeriodo:
    """What a program took off (or, of what turns a payment round, gave back) in each month, above zero.

    Zero for a month of `subsidiado` whose amount nobody can tell.
    """
    lineas = [(d.periodo, abs_de(d.importe)) for d in descuentos if d.programa == programa]
    lineas += [(s.periodo, s.importe or CERO) for s in subsidiado if s.programa == programa]
    sumas: dict[Periodo, Dinero] = {}
    for periodo, importe in lineas:
        if periodo is not None:
            sumas[periodo] = sumas.get(periodo, CERO) + importe
    return tuple(sorted((p, i) for p, i in sumas.items()))


def _importe_o_nada(importe: Dinero) -> str:
    return str(importe) if importe else SIN_IMPORTE


def abs_de(importe: Dinero) -> Dinero:
    """The amount without its sign."""
    return -importe if importe < CERO else importe
