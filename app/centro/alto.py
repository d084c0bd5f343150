"""A file that is not the caja that its centre knows appends nothing more, also once the network is gone."""

from __future__ import annotations

from dataclasses import dataclass

from app.errors import IntegridadError, NegocioError
from app.ports import UnitOfWork
from app.ports.centro import Sincronia

#: Notes in which a caja keeps why it is stopped, in words and by a clave.
ALTO, CLAVE = "alto", "alto.clave"
#: Of a file that is behind the head kept outside it: the last asiento that was confirmed, `epoca/seq`.
HASTA = "alto.hasta"

#: Found at the start: the file is behind the head that is kept outside it.
CABEZA_AUSENTE = "cabeza_ausente"
#: Found in a round: the centre has more of this epoca than the file.
ATRASADO = "archivo_atrasado"
#: The centre has a later epoca of this caja: another PC goes on.
CLONADO = "archivo_clonado"
#: The centre has another history of this epoca: two files took payments apart.
BIFURCADO = "archivo_bifurcado"
#: Another PC was enrolled in the place of this one.
REEMPLAZADA = "caja_reemplazada"
#: Its diario is still being brought from the centre.
TRAYENDO = "reemplazo_a_medias"

#: What a round finds out, and takes away once it is not so.
DE_RONDA = (ATRASADO, CLONADO, BIFURCADO, REEMPLAZADA)
#: The file can go on as it is, once what it lacks was brought; of the others another one is made from the centre.
SE_COMPLETA = (CABEZA_AUSENTE, ATRASADO)


@dataclass(frozen=True, slots=True)
class Alto:
    """Why a caja is stopped; both empty when it is not."""

    clave: str = ""
    mensaje: str = ""

    @property
    def se_completa(self) -> bool:
        """Whether a supervisor can have this very file go on."""
        return self.clave in SE_COMPLETA

    def __bool__(self) -> bool:
        return bool(self.mensaje)

    def exigir(self) -> None:
        """Go on only where there is none.

        Raises:
            NegocioError: `caja_detenida`.
            IntegridadError: `cabeza_ausente`, something that was confirmed is not in the file.
        """
        if self.clave == CABEZA_AUSENTE:
            raise IntegridadError(CABEZA_AUSENTE, self.mensaje)
        if self:
            raise NegocioError("caja_detenida", self.mensaje)


SIN_ALTO = Alto()


def leer_alto(notas: Sincronia) -> Alto:
    """Why this file is stopped."""
    return Alto(notas.nota(CLAVE), notas.nota(ALTO))


def poner_alto(notas: Sincronia, alto: Alto) -> None:
    """Keep why, or that it is not."""
    notas.anotar(ALTO, alto.mensaje)
    notas.anotar(CLAVE, alto.clave)


def exigir_sin_alto(uow: UnitOfWork) -> None:
    """Go on only with the caja that the centre knows.

    Raises:
        NegocioError: `caja_detenida`, the last round found that this file was restored or cloned.
        IntegridadError: `cabeza_ausente`.
    """
    leer_alto(uow.sincronia).exigir()
