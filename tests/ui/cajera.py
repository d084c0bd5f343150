"""A cashier at the real window: she knows what each cuenta owes beforehand, and looks at the disk afterwards."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from app.beneficiarios.beneficios import vigente
from app.cobro.consulta import EstadoDeCuenta, buscar, estado_de_cuenta
from app.cobro.propuesta import proponer
from app.cobro.ultimos import ultimos_pagos
from app.context import Contexto
from app.demostracion.poblacion import numero_de_cuenta
from app.domain.dinero import CERO, Dinero, suma
from app.domain.pago.pago import Pago
from app.domain.periodo import Periodo
from tests.factories import PINES, una_solicitud
from tests.ui.escritorio import Escritorio

#: How long a payment may take to be on the disk, in seconds, on a busy machine.
PACIENCIA = 20.0


@dataclass(frozen=True, slots=True)
class Esperado:
    """What a case must leave on the disk.

    Attributes:
        cuentas: one payment each, in this order.
        total: of all of them.
        medios: what each means kept, cash less the change.
    """

    cuentas: tuple[str, ...]
    total: Dinero
    cambio: Dinero = CERO
    medios: tuple[tuple[str, Dinero], ...] = ()
    programas: frozenset[str] | None = None


@dataclass
class Cajera:
    """She.

    Attributes:
        mesa: her screen and keyboard.
        ctx: reads the folder as another program does; nothing is written through it.
        hechos: what was charged so far, by case.
        pin: of whoever sits there now.
    """

    mesa: Escritorio
    ctx: Contexto
    hechos: list[tuple[str, Esperado, tuple[Pago, ...]]] = field(default_factory=list)
    pin: str = PINES["demo"]
    _usadas: set[str] = field(default_factory=set)
    _clases: dict[str, list[str]] = field(default_factory=dict)

    # --- what she knows ---

    def conocer(self, cuentas: int) -> None:
        """Sort the cuentas of the demonstration by what they are an example of."""
        for n in range(1, cuentas + 1):
            numero = numero_de_cuenta(n)
            for clase in clases_de(estado_de_cuenta(self.ctx, numero)):
                self._clases.setdefault(clase, []).append(numero)

    def tomar(self, clase: str) -> str:
        """The next cuenta of a class that nobody has paid yet."""
        numero = next(n for n in self._clases.get(clase, ()) if n not in self._usadas)
        self._usadas.add(numero)
        return numero

    def debe(self, *cuentas: str, **otros: Any) -> Esperado:
        """What paying them now in exact cash would be."""
        propuesta = proponer(self.ctx, una_solicitud(*cuentas, **otros))
        programas = frozenset(d.programa for li in propuesta.liquidaciones for d in li.descuentos)
        total = propuesta.a_pagar
        return Esperado(cuentas, total, CERO, (("efectivo", total),), programas)

    def periodos(self, numero: str) -> tuple[Periodo, ...]:
        """Months that a cuenta owes, oldest first."""
        return tuple(s.recibo.periodo for s in estado_de_cuenta(self.ctx, numero).adeudo.pendientes)

    def codigo(self, numero: str) -> str:
        """What is printed as a barcode on its newest recibo."""
        return self.ctx.padron.recibos(numero)[-1].referencia

    # --- what she does ---

    def entrar(self) -> None:
        """Her PIN, on the sign-in."""
        self.mesa.teclear(self.pin)
        self.mesa.pulsar("Return")
        self.mesa.esperar(2.5)

    def abrir(self, numero: str, por: str = "cuenta") -> None:
        """Look a cuenta up and open it, by its number, its name, its address or its meter."""
        texto = self.como_se_busca(numero, por)
        self.mesa.teclear(texto)
        self.mesa.sin_pausa()
        self.mesa.pulsar("Return")
        self.mesa.esperar(1.0)

    def como_se_busca(self, numero: str, por: str) -> str:
        """What is typed to find it first; its number where the other finds somebody else."""
        cuenta = self.ctx.padron.cuenta(numero)
        assert cuenta is not None
        texto = sin_acentos(str(getattr(cuenta, {"nombre": "titular"}.get(por, por)))) if por != "cuenta" else numero
        primera = next(iter(buscar(self.ctx, texto, 1)), None)
        return texto if primera is not None and primera.cuenta == numero else numero

    def cobrada(self, esperado: Esperado) -> list[str]:
        """Wait until it is on the disk; what is not as it should be."""
        desde = suma_de_pagos(self.hechos)
        limite = time.monotonic() + PACIENCIA
        while (nuevos := self._pagos()[desde:]) == [] and time.monotonic() < limite:
            time.sleep(0.1)
        self.mesa.esperar(0.5)
        nuevos = self._pagos()[desde:]
        self.hechos.append(("", esperado, tuple(nuevos)))
        return diferencias(esperado, nuevos)

    def _pagos(self) -> list[Pago]:
        return [u.pago for u in reversed(ultimos_pagos(self.ctx, 1000))]


def suma_de_pagos(hechos: list[tuple[str, Esperado, tuple[Pago, ...]]]) -> int:
    """How many payments were charged so far."""
    return sum(len(pagos) for _, _, pagos in hechos)


def diferencias(esperado: Esperado, pagos: list[Pago]) -> list[str]:
    """In words, where what is on the disk is not what the cashier meant."""
    medios: dict[str, Dinero] = {}
    for medio in (m for p in pagos for m in p.medios):
        medios[medio.medio] = medios.get(medio.medio, CERO) + medio.importe
    pares: list[tuple[str, object, object]] = [
        ("cuentas", esperado.cuentas, tuple(p.cuenta for p in pagos)),
        ("total", esperado.total, suma(p.total for p in pagos)),
        ("cambio", esperado.cambio, suma(p.cambio for p in pagos)),
        ("medios", dict(esperado.medios), medios),
    ]
    if esperado.programas is not None:
        pares.append(("programas", esperado.programas, frozenset(d.programa for p in pagos for d in p.descuentos)))
    return [f"{que}: {debido} and not {hecho}" for que, debido, hecho in pares if debido != hecho]


def con_cambio(esperado: Esperado, entregado: str) -> Esperado:
    """The same, with so much cash handed over."""
    return replace(esperado, cambio=Dinero.from_texto(entregado) - esperado.total)


def de_sobra(esperado: Esperado) -> str:
    """Cash that pays it with some change: the next multiple of 500."""
    return f"{(esperado.total.centavos // 50_000 + 1) * 500}"


def con_medio(esperado: Esperado, medio: str) -> Esperado:
    """The same, all of it by another means."""
    return replace(esperado, medios=((medio, esperado.total),))


def sin_acentos(texto: str) -> str:
    """As one types in a hurry."""
    plano = unicodedata.normalize("NFD", texto.lower())
    return "".join(letra for letra in plano if not unicodedata.combining(letra))


def clases_de(estado: EstadoDeCuenta) -> Iterator[str]:
    """What a cuenta is an example of."""
    adeudo, cuenta = estado.adeudo, estado.cuenta
    otorgado = vigente(estado.beneficios, adeudo)
    if not adeudo.pendientes:
        if not estado.beneficios:
            yield "saldada"
    elif estado.beneficios and otorgado is None:
        yield "vencido"
    elif otorgado is not None:
        yield otorgado.programa if adeudo.al_corriente else "beneficio_con_rezago"
    elif adeudo.mora:
        yield "mora"
    elif not adeudo.al_corriente:
        yield "rezago" if len(adeudo.pendientes) > 1 else "un_vencido"
    else:
        yield "pronto_pago" if cuenta.uso == "domestico" else "comercial"
