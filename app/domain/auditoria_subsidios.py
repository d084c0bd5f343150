"""What must hold of the recibos de subsidio of a diario: each says what its payment took off, and is signed once.

As the rest of the audit it works from the asientos alone; only the text that was signed is made again by the code that
made it, since its hash is compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.asiento import Asiento
from app.domain.contenido_subsidio import leer_recibo

Datos = Mapping[str, Any]
#: Kinds that it looks at, besides payments and what turns them round.
TIPOS = ("recibo_subsidio", "subsidio_firmado", "subsidio_archivado", "subsidio_revertido")


@dataclass(slots=True)
class _Emitido:
    """What later asientos of a recibo are compared with."""

    documento: str
    programa: str
    pago: str
    queda: Counter[str]
    modo: str = ""
    archivado: bool = False


@dataclass(slots=True)
class AuditoriaDeSubsidios:
    """Runs along a diario with `Auditoria`, which tells it of every payment and of what turns one round."""

    _pagos: dict[str, tuple[str, str, Counter[tuple[str, str]]]] = field(default_factory=dict)
    _emitidos: dict[str, _Emitido] = field(default_factory=dict)
    _de_pago: dict[str, list[str]] = field(default_factory=dict)
    _vuelve: tuple[str, str, Counter[tuple[str, str]]] = ("", "", Counter())

    def pagar(self, folio: str, asiento: Asiento, d: Datos) -> None:
        """Remember what the programs of a payment took off, month by month; of one without discounts, nothing."""
        if d["descuentos"]:
            self._pagos[folio] = (d["cuenta"]["numero"], asiento.hash.hex(), _descontado(d))

    def revertir(self, folio: str, d: Datos) -> None:
        """The same of what turned one round."""
        vuelve = _descontado(d)
        if d["cancela"] in self._pagos:
            self._pagos[d["cancela"]][2].update(vuelve)
        self._vuelve = (folio, d["cancela"], vuelve)

    def revisar(self, asiento: Asiento, d: Datos) -> Iterator[str]:
        """What does not follow in an asiento about a recibo de subsidio."""
        if asiento.tipo == "recibo_subsidio":
            yield from self._recibo(asiento, d)
            return
        emitido = self._emitidos.get(d["folio"])
        if emitido is None:
            yield "habla de un recibo de subsidio que no se emitió"
        elif asiento.tipo == "subsidio_firmado":
            yield from _firmado(emitido, d)
        elif asiento.tipo == "subsidio_archivado":
            yield from _archivado(emitido, d)
        else:
            yield from self._revertido(emitido, d)

    def _recibo(self, asiento: Asiento, d: Datos) -> Iterator[str]:
        recibo = leer_recibo(asiento.organismo, asiento.caja, d)
        cuenta, sha, descontado = self._pagos.get(d["pago"], ("", "", Counter()))
        meses = Counter({x["periodo"]: x["importe"] for x in d["periodos"]})
        debido = {mes: -importe for (programa, mes), importe in descontado.items() if programa == d["programa"] and mes}
        if (cuenta, sha) != (recibo.cuenta, recibo.pago_hash) or meses != Counter(debido):
            yield "el recibo de subsidio no es lo que su pago descontó"
        if sum(meses.values()) != d["importe"] or any(importe <= 0 for importe in meses.values()) or not meses:
            yield "los períodos del recibo de subsidio no suman su importe"
        if recibo.documento != d["documento"]:
            yield "el texto del recibo de subsidio no es el que se emitió"
        folio, suyos = str(recibo.folio), self._de_pago.setdefault(d["pago"], [])
        if any(self._emitidos[otro].programa == d["programa"] for otro in suyos):
            yield "el mismo subsidio tiene dos recibos"
        suyos.append(folio)
        self._emitidos[folio] = _Emitido(d["documento"], d["programa"], d["pago"], meses)

    def _revertido(self, emitido: _Emitido, d: Datos) -> Iterator[str]:
        """It follows its cancelación, and takes back what that gave back, never more than was granted."""
        contrapago, pago, vuelve = self._vuelve
        meses = Counter({x["periodo"]: x["importe"] for x in d["periodos"]})
        debido = {mes: importe for (programa, mes), importe in vuelve.items() if programa == emitido.programa and mes}
        if (d["contrapago"], emitido.pago) != (contrapago, pago) or meses != Counter(debido):
            yield "lo revertido del recibo de subsidio no es lo que se devolvió con su pago"
        emitido.queda.subtract(meses)
        if min(emitido.queda.values()) < 0 or sum(meses.values()) != d["importe"]:
            yield "se revirtió de un recibo de subsidio más de lo otorgado, o no suma"


def _firmado(emitido: _Emitido, d: Datos) -> Iterator[str]:
    if emitido.modo:
        yield "un recibo de subsidio se firmó dos veces"
    if d["documento"] != emitido.documento:
        yield "se firmó otro texto que el del recibo de subsidio"
    if not (d["firmante"] and d["cajero"]) or ("trazo" in d) == (d["modo"] == "papel"):
        yield "a la firma de un recibo de subsidio le falta quién o con qué"
    emitido.modo = d["modo"]


def _archivado(emitido: _Emitido, d: Datos) -> Iterator[str]:
    if emitido.modo != "papel" or emitido.archivado:
        yield "se archivó un recibo de subsidio que no espera su papel firmado"
    emitido.archivado = True


def _descontado(d: Datos) -> Counter[tuple[str, str]]:
    """Below zero of a payment, above zero of what turns one round, by programa and month."""
    sumas: Counter[tuple[str, str]] = Counter()
    for x in d["descuentos"]:
        sumas[x["programa"], x.get("periodo", "")] += x["importe"]
    return sumas
