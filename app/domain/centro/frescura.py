"""How old what came from the centre is, and what a caja no longer does with it.

A caja apart from its centre goes on charging for as long as it takes; what it would say of other cajas' money, and who
may allow what, it only knows as of the last time that it heard of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.errores import NegocioError
from app.domain.permisos import is_de_siempre
from app.domain.usuario import Usuario

#: Days after the last contact for which somebody whom the centre sent may allow what a cashier may not.
DIAS_DE_VALIDEZ = 7
#: Hours for which data count as fresh where the profile does not say.
HORAS_DE_DATOS = 24
_QUE_HACER = "Conecte la caja con el centro (sincronizar) y repita."


@dataclass(frozen=True, slots=True)
class Frescura:
    """How old something that the centre sent is.

    Attributes:
        al: moment of the last contact that brought it whole, by the caja's clock; None when there was none yet.
        edad: how long ago that is.
    """

    al: datetime | None
    edad: timedelta = timedelta.max

    @property
    def valido_hasta(self) -> datetime | None:
        """Last moment at which people of the centre may allow what a cashier may not; None when it never came."""
        return None if self.al is None else self.al + timedelta(days=DIAS_DE_VALIDEZ)


def frescura_de(al: datetime, ahora: datetime, saltos: Iterable[int]) -> Frescura:
    """How old it is by a clock that was moved meanwhile.

    Args:
        saltos: seconds of each jump written down since, below zero for backwards: what the clock was set back by went
            by all the same, and what it was set forward by did not.
    """
    edad = ahora - al - timedelta(seconds=sum(saltos))
    return Frescura(al, max(edad, timedelta()))


def exigir_datos_frescos(frescura: Frescura, horas: int, que: str) -> None:
    """Refuse to answer for other cajas on data that may have changed there since.

    Args:
        que: what is asked for, as the sentence begins: «La constancia de no adeudo».

    Raises:
        NegocioError: `datos_viejos`.
    """
    if frescura.edad <= timedelta(hours=horas):
        return
    dichos = "No han llegado datos del centro" if frescura.al is None else f"Datos al {frescura.al:%d/%m/%Y %H:%M}"
    raise NegocioError("datos_viejos", f"{dichos}. {que} necesita los de las últimas {horas} horas. {_QUE_HACER}")


def exigir_vigente(usuario: Usuario, operacion: str, frescura: Frescura) -> None:
    """Refuse what a cashier may not do to somebody of whom the centre said nothing for too long.

    Charging, cancelling and closing go on: no customer and no money waits for the network.

    Raises:
        NegocioError: `usuario_vencido`.
    """
    if is_de_siempre(operacion) or frescura.edad <= timedelta(days=DIAS_DE_VALIDEZ):
        return
    vencio = "no vale todavía" if frescura.valido_hasta is None else f"venció el {frescura.valido_hasta:%d/%m/%Y %H:%M}"
    raise NegocioError(
        "usuario_vencido",
        f"El permiso de {usuario.nombre} {vencio}: dura {DIAS_DE_VALIDEZ} días desde el último contacto con el centro. "
        f"{_QUE_HACER}",
    )
