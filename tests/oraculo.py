"""An oracle of the drawer and of the cuentas: two opinions in whole centavos, without a line of the program.

`Modelo` is told what somebody does at the counter and says what must follow; `Exportado` reads the lines that `diario
exportar` writes, as an auditor elsewhere would. Neither knows how the program does it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

VUELTAS = ("pago_cancelado", "devolucion", "cheque_devuelto")


@dataclass
class Cobrado:
    """A payment: what it paid of a debt and left as credit, and what stands of each medio, cash last."""

    folio: str
    cuenta: str
    turno: int
    deuda: int
    favor: int
    medios: dict[str, int]
    cheque: int = 0
    vuelto: bool = False

    @property
    def queda(self) -> int:
        """What of it was not turned round."""
        return sum(self.medios.values())

    def tomar(self, importe: int) -> Counter[str]:
        """Take so much off it, the last medio first."""
        tomados: Counter[str] = Counter()
        for medio in reversed(list(self.medios)):
            parte = min(importe - tomados.total(), self.medios[medio])
            self.medios[medio] -= parte
            tomados[medio] += parte
        return tomados


@dataclass
class Modelo:
    """What should be in the drawer, and what each cuenta should owe and hold."""

    efectivo: int
    turno: int = 1
    debe: Counter[str] = field(default_factory=Counter)
    favor: Counter[str] = field(default_factory=Counter)
    pagos: list[Cobrado] = field(default_factory=list)

    def cobrar(self, folio: str, cuenta: str, importe: int, otros: dict[str, int], usado: int = 0) -> None:
        """A payment of `importe`: `usado` of the cuenta's credit, then `otros` (medio → centavos), the rest in cash."""
        efectivo = importe - usado - sum(otros.values())
        pagado = min(importe, self.debe[cuenta])
        self.debe[cuenta] -= pagado
        self.favor[cuenta] += importe - pagado - usado
        self.efectivo += efectivo
        medios = {m: i for m, i in ({"saldo_a_favor": usado} | otros | {"efectivo": efectivo}).items() if i}
        hecho = Cobrado(folio, cuenta, self.turno, pagado, importe - pagado, medios, otros.get("cheque", 0))
        self.pagos.append(hecho)

    def revertir(self, pago: Cobrado, tomados: Counter[str], *, en_efectivo: bool = True) -> None:
        """Money of a payment goes back: first what it left as credit, then the debt that it paid."""
        de_favor = min(pago.favor, tomados.total())
        pago.favor -= de_favor
        pago.deuda -= tomados.total() - de_favor
        self.favor[pago.cuenta] += tomados["saldo_a_favor"] - de_favor
        self.debe[pago.cuenta] += tomados.total() - de_favor
        self.efectivo -= tomados["efectivo"] if en_efectivo else 0

    def is_ultimo(self, pago: Cobrado) -> bool:
        """No later payment of its cuenta stands."""
        return not any(p.queda for p in self.pagos[self.pagos.index(pago) + 1 :] if p.cuenta == pago.cuenta)


class Exportado:
    """What the lines of an exported diario add up to.

    Attributes:
        efectivo: cash of the turno opened last.
        pagado: debt that each cuenta has paid, less what went back.
        folios: numbers of each class, in order.
        sin_usar: authorisations that nothing names.
        ordenes: UUID of every order that is done once, apart from charges.
    """

    def __init__(self, lineas: Iterable[str]) -> None:
        self.efectivo, self.turno = 0, 0
        self.pagado: Counter[str] = Counter()
        self.favor: Counter[str] = Counter()
        self.folios: dict[str, list[int]] = {}
        self.sin_usar: set[str] = set()
        self.ordenes: list[str] = []
        for linea in map(json.loads, lineas):
            ref = f"{linea['caja']}/{linea['epoca']}/{linea['seq']}"
            self._sumar(ref, linea["tipo"], json.loads(linea["contenido"]))

    def _sumar(self, ref: str, tipo: str, d: dict[str, Any]) -> None:
        if isinstance(d.get("folio"), dict):
            self.folios.setdefault("vuelta" if tipo in VUELTAS else tipo, []).append(d["folio"]["numero"])
        self.sin_usar |= {ref} if tipo == "autorizacion" else set()
        self.sin_usar -= {d.get("permiso")}
        self.ordenes += [d[campo] for campo in ("pedido", "cobro") if campo in d and tipo != "pago"]
        if tipo == "turno_abierto":
            self.turno, self.efectivo = d["turno"], d["fondo"]
        elif tipo == "movimiento":
            self.efectivo += d["importe"] * (1 if d["clase"] == "entrada" else -1)
        elif tipo in ("pago", *VUELTAS):
            cuenta, por_medio = d["cuenta"]["numero"], Counter[str]()
            for medio in d["medios"]:
                por_medio[medio["medio"]] += medio["importe"]
            anticipo = sum(a["importe"] for a in d["aplicado"] if a["clave"] == "anticipo")
            self.efectivo += por_medio["efectivo"]
            self.favor[cuenta] += anticipo - por_medio["saldo_a_favor"]
            self.pagado[cuenta] += sum(a["importe"] for a in d["aplicado"]) - anticipo
