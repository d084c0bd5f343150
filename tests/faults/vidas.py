"""A caja of the simulation: a diario of signed payments, through as many lives as its bad luck wants."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from app.domain.centro.enlace import serie_siguiente
from app.domain.diario.asiento import GENESIS, Asiento, canonico, hash_de
from app.sistema.llaves import Llave


@dataclass
class Vida:
    """An epoca that ended: its PC broke, or an earlier copy of its file was put back.

    Attributes:
        enviado: how many of its asientos ever left the PC.
        is_leida: whether its disk turned up, and all of it was sent after all.
    """

    epoca: str
    diario: list[Asiento]
    enviado: int
    is_leida: bool = False

    @property
    def llegado(self) -> list[Asiento]:
        return self.diario if self.is_leida else self.diario[: self.enviado]


class CajaConVidas:
    """A caja that is only its diario, through as many lives as its bad luck wants."""

    def __init__(self, numero: str, modelo: dict[str, Any]) -> None:
        self.numero, self.llave, self.serie = numero, Llave.nueva(), ""
        self._modelo = modelo
        self.viejas: list[Vida] = []
        self.repuestos: list[Asiento] = []
        self.diario: list[Asiento] = []
        self.seguir(0)

    def seguir(self, desde: int, llave: Llave | None = None) -> None:
        """Another epoca, in the next serie, after so many asientos of the one that was."""
        antes = self.diario[desde - 1] if desde else None
        if self.diario:
            self.viejas.append(Vida(self.epoca, self.diario, self.enviado))
        self.llave, self.epoca, self.diario = llave or self.llave, str(uuid.uuid4()), []
        self.serie, self.folio, self.enviado = serie_siguiente(self.serie), 0, 0
        apertura = {"version": "2023", "centro": "c", "serie": self.serie, "publica": self.llave.publica, "demo": 1}
        apertura |= {"reloj_inicio": "", "reloj_creada": "", "motivo": "caja nueva"}
        if antes is not None:
            apertura |= {"motivo": "restauracion", "quien": "super"}
            apertura["anterior"] = {"epoca": antes.epoca, "seq": antes.seq, "hash": antes.hash.hex()}
        self.asentar("epoca_abierta", apertura, antes.hash if antes else GENESIS, 2 if antes else 1)

    def asentar(self, tipo: str, datos: dict[str, Any], previo: bytes = b"", v: int = 1) -> Asiento:
        previo = previo or self.diario[-1].hash
        contenido = canonico({"id": str(uuid.uuid4()), "momento": "2023-09-05T10:00:00-07:00", **datos})
        campos = ("cajeme", self.numero, self.epoca, len(self.diario) + 1, tipo, v, contenido, previo)
        resumen = hash_de(*campos)
        self.diario.append(Asiento(*campos, resumen, self.llave.firmar(resumen)))
        return self.diario[-1]

    def cobrar(self, cuenta: str, importe: int) -> None:
        """A payment of a recibo, in full detail."""
        self.folio += 1
        propios = {"cobro": str(uuid.uuid4()), "folio": {"serie": self.serie, "numero": self.folio}}
        self.asentar("pago", self._de_dinero(cuenta, importe) | propios)

    def _de_dinero(self, cuenta: str, importe: int) -> dict[str, Any]:
        d = self._modelo
        aplicado = [{**d["aplicado"][0], "importe": importe}]
        medios = [{**d["medios"][0], "importe": importe}]
        cuenta_en = {**d["cuenta"], "numero": cuenta}
        return {**d, "aplicado": aplicado, "medios": medios, "descuentos": [], "cuenta": cuenta_en, "total": importe}

    def reponer(self, pago: Asiento) -> None:
        """A customer brings the ticket of a payment that this file does not have."""
        d = pago.datos()
        propios = {"folio": folio_de(pago), "verificacion": pago.hash.hex()[:10], "prueba": "qr"}
        propios |= {"motivo": "se quemó", "autorizo": "super", "permiso": "x"}
        self.repuestos.append(
            self.asentar("pago_recuperado", self._de_dinero(d["cuenta"]["numero"], d["total"]) | propios)
        )

    def clonar(self) -> CajaConVidas:
        """The same file on another PC."""
        otra = object.__new__(CajaConVidas)
        otra.__dict__ = {**self.__dict__, "diario": list(self.diario)}
        return otra

    def llegados(self) -> list[list[Asiento]]:
        """What the centre must have of each epoca, in the end."""
        return [*(vida.llegado for vida in self.viejas), self.diario]


def folio_de(pago: Asiento) -> str:
    folio = pago.datos()["folio"]
    return f"{pago.caja}{folio['serie']}-{folio['numero']:06d}"
