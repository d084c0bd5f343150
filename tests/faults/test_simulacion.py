"""Twenty cajas and a centre for a week, by a seed: partitions, lost answers, clones, double payments, cancellations.

The centre is the real one, over PostgreSQL. A caja here is only its diario: a chain of signed payments, sent as cajas
send them, in whatever pieces and as often as its bad luck wants. The oracle is those chains. The seed is printed when
it fails.
"""

from __future__ import annotations

import json
import random
import uuid
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from app.armado_sede import SedeDeMaquina
from app.domain.centro.acreditacion import (
    Acreditacion,
    Acreditado,
    AjusteDeFavor,
    ajustar,
    datos_de_acreditacion,
    retirar,
)
from app.domain.diario.asiento import GENESIS, Asiento, canonico, hash_de
from app.domain.dinero import CERO, Dinero
from app.sistema.llaves import Llave
from tests.faults.semana import (
    CAJAS,
    DIAS,
    PAGOS,
    VUELTAS,
    comprobar_dinero,
    enviar,
    enviar_a_pedazos,
    enviar_otra_vez,
    enviar_roto,
    ponerse_al_dia,
    una_semana,
)
from tests.sede import consultar, servir


class Simulada:
    """A caja that is only its diario."""

    def __init__(self, numero: str, modelo: dict[str, Any]) -> None:
        self.numero, self.llave, self.epoca = numero, Llave.nueva(), str(uuid.uuid4())
        self._modelo = modelo
        self.vivos: list[Asiento] = []
        self.favores: dict[str, Dinero] = {}
        self.credito: dict[tuple[str, str], Acreditado] = {}
        self.gastado = CERO
        self.diario: list[Asiento] = []
        self.pagos = self.vueltos = 0
        apertura = {"version": "2023", "centro": "c", "serie": "A", "publica": self.llave.publica, "demo": 1}
        self.asentar("epoca_abierta", apertura | {"reloj_inicio": "", "reloj_creada": "", "motivo": "caja nueva"})
        self.enviado = 0

    def asentar(self, tipo: str, datos: dict[str, Any]) -> None:
        previo = self.diario[-1].hash if self.diario else GENESIS
        contenido = canonico({"id": str(uuid.uuid4()), "momento": "2023-09-05T10:00:00-07:00", **datos})
        campos = ("cajeme", self.numero, self.epoca, len(self.diario) + 1, tipo, 1, contenido, previo)
        resumen = hash_de(*campos)
        self.diario.append(Asiento(*campos, resumen, self.llave.firmar(resumen)))

    def cobrar(self, cuenta: str, importe: int, folio: int) -> None:
        """A payment of a recibo, in full detail."""
        d = self._modelo
        aplicado = [{**d["aplicado"][0], "importe": importe}]
        medios = [{**d["medios"][0], "importe": importe}]
        propios = {"cobro": str(uuid.uuid4()), "folio": {"serie": "A", "numero": folio}, "total": importe}
        cuenta_en = {**d["cuenta"], "numero": cuenta}
        resto = {"aplicado": aplicado, "medios": medios, "descuentos": [], "cuenta": cuenta_en}
        self.asentar("pago", {**d, **propios, **resto})
        self.vivos.append(self.diario[-1])

    def cancelar(self, cual: Asiento, folio: int) -> None:
        """Turn one of its payments round, with the credit that it left."""
        d = cual.datos()
        for hecho in self.credito.values():
            if hecho.orden.pago == cual.ref and hecho.importe:
                if hecho.importe > self.favores.get(hecho.orden.cuenta, CERO):
                    return
                self.acreditar(retirar(hecho, hecho.importe), "demo")
        contrario = {campo: [{**x, "importe": -x["importe"]} for x in d[campo]] for campo in ("aplicado", "medios")}
        propios = {"cobro": str(uuid.uuid4()), "folio": {"serie": "A", "numero": folio}, "total": -d["total"]}
        que = {"cancela": f"{self.numero}A-{d['folio']['numero']:06d}", "pago": cual.ref, "pagado": d["fecha"]}
        quien = {"motivo": "x", "autorizo": "super", "permiso": "x"}
        self.asentar("pago_cancelado", {**d, **contrario, **propios, **que, **quien})
        self.vivos.remove(cual)

    def acreditar(self, ajuste: AjusteDeFavor, quien: str = "centro") -> None:
        """What a caja appends about its credit."""
        hay = self.favores.get(ajuste.orden.cuenta, CERO)
        self.asentar("favor_acreditado", datos_de_acreditacion(ajuste, hay, quien))
        self.favores[ajuste.orden.cuenta] = hay + ajuste.importe
        self.credito[ajuste.orden.pago, ajuste.orden.periodo] = Acreditado(ajuste.orden, ajuste.antes + ajuste.importe)

    def escuchar(self, sede: SedeDeMaquina) -> int:
        """Do what the centre says of the credit of its payments; how much there was to do."""
        hechas = 0
        for orden in ordenes(sede, self.numero):
            antes = self.credito.get((orden.pago, orden.periodo))
            ajuste = ajustar(orden, antes, self.favores.get(orden.cuenta, CERO))
            if ajuste is not None:
                self.acreditar(ajuste)
                hechas += 1
        return hechas

    def gastar(self, cuenta: str) -> None:
        """Somebody spends the credit elsewhere: an asiento of no kind that the centre knows."""
        hay = self.favores.pop(cuenta, CERO)
        self.gastado += hay
        self.asentar("gasto_de_prueba", {"cuenta": cuenta, "importe": hay.centavos})

    def clonar(self) -> Simulada:
        """The same file on another PC."""
        otra = object.__new__(Simulada)
        sueltos = {"diario": list(self.diario), "vivos": list(self.vivos)}
        otra.__dict__ = {**self.__dict__, **sueltos}
        return otra


def ordenes(sede: SedeDeMaquina, caja: str) -> list[Acreditacion]:
    """What `mis_acreditaciones` shows that caja, all of it, also what it has answered."""
    sql = (
        "SELECT cuenta, pago, folio, periodo, incidencia, clase, folios, centavos FROM acreditacion WHERE caja = :c"
        " ORDER BY pago, periodo"
    )
    return [Acreditacion(*f[:6], tuple(json.loads(f[6])), Dinero(f[7])) for f in consultar(sede, sql, c=caja)]


@pytest.mark.parametrize("vuelta", VUELTAS)
def test_a_week_of_bad_luck(mundo: SedeDeMaquina, modelo: dict[str, Any], vuelta: int, tmp_path: Path) -> None:
    azar = random.Random(semilla := random.randrange(10**9))
    base = 1_000 * (vuelta + 1)
    cajas = [Simulada(str(base + n), modelo) for n in range(CAJAS)]
    with una_semana(mundo, cajas, base, tmp_path) as (engine, cuentas):
        bifurcadas = vivir(engine, mundo, cajas, cuentas, azar)
        ponerse_al_dia(engine, mundo, cajas, azar)
        # What the centre says of credit is done, said, and said again until there is nothing more to do.
        while sum(caja.escuchar(mundo) for caja in cajas):
            ponerse_al_dia(engine, mundo, cajas, azar)
        comprobar(mundo, cajas, cuentas, bifurcadas, semilla)


def atender(caja: Simulada, cuentas: list[str], azar: random.Random) -> None:
    """The people of a day: they pay, some of them come back, and some spend what they had in their favour."""
    for _ in range(PAGOS):
        caja.pagos += 1
        caja.cobrar(azar.choice(cuentas), azar.choice([1_000, 5_000, 30_000]), caja.pagos)
        if azar.random() < 0.1:
            caja.vueltos += 1
            caja.cancelar(azar.choice(caja.vivos), caja.vueltos)
    if caja.favores and azar.random() < 0.2:
        caja.gastar(azar.choice(list(caja.favores)))


def vivir(
    engine: Engine, sede: SedeDeMaquina, cajas: list[Simulada], cuentas: list[str], azar: random.Random
) -> set[bytes]:
    """A week; hashes of what clones sent that is another history."""
    bifurcadas: set[bytes] = set()
    for _ in range(DIAS):
        for caja in cajas:
            atender(caja, cuentas, azar)
            caja.escuchar(sede)
            suerte = azar.random()
            if suerte < 0.3:
                continue  # apart from the centre all day
            if suerte < 0.4:
                # A clone charges on its own, and sends after the caja that the centre knows.
                clon = caja.clonar()
                clon.diario.pop()
                clon.cobrar(azar.choice(cuentas), 7_777, len(clon.diario))
                if caja.diario[:-1] and azar.random() < 0.5:
                    ponerse_al_dia(engine, sede, [caja], azar)
                    enviar(engine, clon.diario[-1:], azar)
                    bifurcadas.add(clon.diario[-1].hash)
            if suerte < 0.5:
                enviar_otra_vez(engine, caja, azar)
            if suerte < 0.6:
                enviar_roto(engine, sede, caja, azar)
            enviar_a_pedazos(engine, caja, azar)
        servir(sede)
    return bifurcadas


def comprobar(
    sede: SedeDeMaquina, cajas: list[Simulada], cuentas: list[str], bifurcadas: set[bytes], semilla: int
) -> None:
    total = 0
    for caja in cajas:
        sql = "SELECT hash FROM diario WHERE caja = :c ORDER BY seq"
        assert [bytes(h) for (h,) in consultar(sede, sql, c=caja.numero)] == [a.hash for a in caja.diario], semilla
        pagos = [a.datos()["total"] for a in caja.diario if a.tipo == "pago"]
        vueltos = [a.datos()["total"] for a in caja.diario if a.tipo == "pago_cancelado"]
        sumas = "SELECT count(*), sum(total), max(numero) FROM pago WHERE caja = :c"
        assert consultar(sede, sumas, c=caja.numero) == [(len(pagos), sum(pagos), len(pagos))], (semilla, caja.numero)
        total += sum(pagos) + sum(vueltos)
    exceso = comprobar_dinero(sede, cajas, cuentas, bifurcadas, total, semilla)
    # And what is in excess is credit where it was paid, but for what had been spent before it had to go back.
    creditos = "SELECT coalesce(sum(importe), 0) FROM favor WHERE cuenta = ANY(:c)"
    ((credito,),) = consultar(sede, creditos, c=cuentas)
    falta = sum((h.importe - h.orden.importe).centavos for caja in cajas for h in caja.credito.values())
    assert credito == exceso + falta, semilla
    gastado = sum(caja.gastado.centavos for caja in cajas)
    en_cajas = sum(f.centavos for caja in cajas for f in caja.favores.values())
    assert credito == en_cajas + gastado and 0 <= falta <= gastado, semilla
    abiertas = "SELECT count(*) FROM incidencia WHERE clase = 'favor_gastado' AND cuenta = ANY(:c)"
    assert bool(falta) <= bool(consultar(sede, abiertas, c=cuentas)[0][0]), semilla
