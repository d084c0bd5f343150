"""A centre that says what one puts into it: for its window, without PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from app import VERSION
from app.centro.centro import CajaVista, EstadoDelCentro, Recaudado
from app.domain.centro.incidencia import Incidencia
from app.domain.dinero import Dinero
from app.errors import NegocioError

AHORA = datetime(2023, 9, 5, 13, 24, tzinfo=UTC)
_CENTROS = {"1": "Centro Norte", "2": "Centro Norte", "3": "Centro Sur", "4": "Plaza Tutuli", "5": "Providencia"}


def una_caja_vista(numero: str = "1", centro: str = "Centro Norte", **otros: object) -> CajaVista:
    """One that is there and well, heard of eight seconds ago."""
    contacto = (AHORA - timedelta(seconds=8)).isoformat().replace("+00:00", "Z")
    vista = CajaVista(
        organismo="cajeme", caja=numero, centro=centro, estado="enlazada", epoca=f"{numero}c2a9e51-0000", asientos=240,
        pagos=118, cobrado=0, en_espera=0, apartados=0, contacto=contacto, desfase=1, turno="rosa", serie="A",
        sin_enviar=0, programa=VERSION, aviso="",
    )  # fmt: skip
    return replace(vista, **otros)  # type: ignore[arg-type]


def una_incidencia(id: str = "a1b2c3d4", **otros: object) -> Incidencia:
    """The same recibo paid at cajas 1 and 3."""
    incidencia = Incidencia(
        organismo="cajeme", id=id, clase="doble_pago", caja="3", cuenta="0004512-7", importe=Dinero(28116),
        resumen="El recibo 2023-08 de la cuenta 0004512-7 se pagó con los folios 1A-004518 (281.16) y 3A-002207 "
        "(281.16): quedan 281.16 a favor.",
        folios=("1A-004518", "3A-002207"), importes=(Dinero(28116), Dinero(28116)), refs=("1/e/4", "3/e/9"),
        momento="2023-09-05T10:41:00-07:00",
    )  # fmt: skip
    return replace(incidencia, **otros)  # type: ignore[arg-type]


def unas_cajas() -> tuple[CajaVista, ...]:
    """Five: one without contact since half an hour ago, one with its clock off, one invited."""
    hace = (AHORA - timedelta(minutes=34)).isoformat().replace("+00:00", "Z")
    propias = {
        "3": {"contacto": hace, "sin_enviar": 12, "turno": "luis"},
        "4": {"desfase": 540, "turno": "ana", "serie": "B"},
        "5": {"estado": "invitada", "contacto": "", "epoca": "", "serie": "", "turno": "", "sin_enviar": None,
              "programa": "", "asientos": 0},
    }  # fmt: skip
    return tuple(una_caja_vista(numero, centro, **propias.get(numero, {})) for numero, centro in _CENTROS.items())


def un_dia() -> tuple[Recaudado, ...]:
    """A morning that is busy from ten to twelve."""
    ritmo = {8: 9, 9: 17, 10: 31, 11: 34, 12: 22, 13: 7}
    peso = {"1": 10, "2": 8, "3": 6, "4": 7}
    return tuple(
        Recaudado("cajeme", caja, hora, pagos * parte // 10, pagos * parte * 3_127)
        for caja, parte in peso.items()
        for hora, pagos in ritmo.items()
    )


class CentroDeMuestra:
    """The part of `app.centro.centro.Centro` that the window uses; does once what is put in `luego`.

    Attributes:
        resueltas: (id, resolucion, nota, quien) of what was settled.
    """

    def __init__(self) -> None:
        self.cajas, self.recaudado, self.momento = unas_cajas(), un_dia(), AHORA
        self.incidencias: tuple[Incidencia, ...] = (
            una_incidencia(),
            una_incidencia(
                "e5f6a7b8", clase="reloj", caja="4", cuenta="", importe=Dinero(0), folios=(), importes=(),
                resumen="El reloj de la caja 4 está atrasado 9 minutos.",
            ),
        )  # fmt: skip
        self.resueltas: list[tuple[str, str, str, str]] = []
        self.luego: Exception | None = None

    def ahora(self) -> datetime:
        return self.momento

    def organismos(self) -> tuple[str, ...]:
        return ("cajeme",)

    def estado(self) -> EstadoDelCentro:
        luego, self.luego = self.luego, None
        if luego is not None:
            raise luego
        return EstadoDelCentro("c", "g", self.organismos(), self.cajas, self.incidencias)

    def recaudacion(self, dia: date) -> tuple[Recaudado, ...]:
        return self.recaudado if dia == self.momento.date() else ()

    def resolver(self, incidencia: str, resolucion: str, nota: str, quien: str) -> Incidencia:
        hallada = next((i for i in self.incidencias if i.id == incidencia), None)
        if hallada is None:
            raise NegocioError("incidencia_resuelta", "Esa incidencia ya está resuelta.")
        self.incidencias = tuple(i for i in self.incidencias if i is not hallada)
        self.resueltas.append((incidencia, resolucion, nota, quien))
        return hallada


class SedeDeMuestra:
    """Where it is administered from."""

    url, demo = "postgresql://127.0.0.1/centro", True

    def __init__(self, carpeta: Path) -> None:
        self.carpeta = carpeta
        self.el_centro = CentroDeMuestra()

    def centro(self) -> CentroDeMuestra:
        return self.el_centro

    def ahora(self) -> datetime:
        return self.el_centro.momento
