"""What must hold of the recibos de subsidio of a diario: each says what its payment took off, and is signed once.

As the rest of the audit it works from the asientos alone; only the text that was signed is made again by the code that
made it, since its hash is compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.cuenta import CONCEPTOS_DEL_MES
from app.domain.diario.asiento import Asiento
from app.domain.diario.contenido_subsidio import leer_recibo

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
class _Pagado:
    """What the programs of a payment took off, by (programa, mes): what of it stands.

    `aparte` is what is in no discount of a month, with its clave: `anticipo` or `recibo`, and its centavos.
    """

    cuenta: str
    sha: str
    descontado: Counter[tuple[str, str]]
    aparte: dict[tuple[str, str], tuple[str, int]]


@dataclass(slots=True)
class AuditoriaDeSubsidios:
    """Runs along a diario with `Auditoria`, which tells it of every payment and of what turns one round."""

    _pagos: dict[str, _Pagado] = field(default_factory=dict)
    _emitidos: dict[str, _Emitido] = field(default_factory=dict)
    _de_pago: dict[str, list[str]] = field(default_factory=dict)
    _vuelve: tuple[str, str, dict[tuple[str, str], int]] = ("", "", {})

    def pagar(self, folio: str, asiento: Asiento, d: Datos) -> Iterator[str]:
        """Remember what the programs of a payment took off, month by month; of one without benefit, nothing."""
        if not (d["descuentos"] or "subsidiado" in d):
            return
        pagado = _Pagado(d["cuenta"]["numero"], asiento.hash.hex(), _descontado(d), _aparte(d))
        self._pagos[folio] = pagado
        del_anticipo = Counter({programa: -i for (programa, mes), i in pagado.descontado.items() if not mes})
        liquidados = {r["periodo"] for r in d["recibos"] if not r["despues"]}
        for (programa, mes), (clave, importe) in pagado.aparte.items():
            if clave == "anticipo":
                del_anticipo[programa] -= importe
            elif mes not in liquidados:
                yield "dice un subsidio de un recibo que no liquidó"
        dichos = {programa for (programa, _), (clave, _) in pagado.aparte.items() if clave == "anticipo"}
        if any(del_anticipo[programa] for programa in dichos):
            yield "lo subsidiado de cada mes no suma el descuento del pago anual"

    def revertir(self, folio: str, d: Datos) -> None:
        """The same of what turned one round."""
        vuelve: dict[tuple[str, str], int] = {par: i for par, i in _descontado(d).items() if par[1] and i}
        pagado = self._pagos.get(d["cancela"])
        if pagado is not None:
            pagado.descontado.update(vuelve)
            for par in [par for par, (clave, _) in pagado.aparte.items() if _vuelve_aparte(clave, par[1], d)]:
                vuelve[par] = vuelve.get(par, 0) + pagado.aparte.pop(par)[1]
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
        pagado = self._pagos.get(d["pago"]) or _Pagado("", "", Counter(), {})
        meses = {x["periodo"]: x["importe"] for x in d["periodos"]}
        debido = _debido(pagado, d["programa"])
        if (pagado.cuenta, pagado.sha) != (recibo.cuenta, recibo.pago_hash) or meses != debido:
            yield "el recibo de subsidio no es lo que su pago descontó"
        sin_explicar = min(meses.values(), default=0) <= 0 and not (meses and d.get("notas"))
        if sum(meses.values()) != d["importe"] or sin_explicar:
            yield "los períodos del recibo de subsidio no suman su importe"
        if recibo.documento != d["documento"]:
            yield "el texto del recibo de subsidio no es el que se emitió"
        folio, suyos = str(recibo.folio), self._de_pago.setdefault(d["pago"], [])
        if any(self._emitidos[otro].programa == d["programa"] for otro in suyos):
            yield "el mismo subsidio tiene dos recibos"
        suyos.append(folio)
        self._emitidos[folio] = _Emitido(d["documento"], d["programa"], d["pago"], Counter(meses))

    def _revertido(self, emitido: _Emitido, d: Datos) -> Iterator[str]:
        """It follows its cancelación, and takes back what that gave back, never more than was granted."""
        contrapago, pago, vuelve = self._vuelve
        meses = {x["periodo"]: x["importe"] for x in d["periodos"]}
        debido = {mes: importe for (programa, mes), importe in vuelve.items() if programa == emitido.programa}
        if (d["contrapago"], emitido.pago) != (contrapago, pago) or meses != debido:
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


def _debido(pagado: _Pagado, programa: str) -> dict[str, int]:
    """What a recibo of that program must say of each month."""
    meses = Counter({mes: -i for (suyo, mes), i in pagado.descontado.items() if suyo == programa and mes and i})
    meses.update({mes: i for (suyo, mes), (_, i) in pagado.aparte.items() if suyo == programa})
    return dict(meses)


def _aparte(d: Datos) -> dict[tuple[str, str], tuple[str, int]]:
    return {(x["programa"], x["periodo"]): (x["clave"], x.get("importe", 0)) for x in d.get("subsidiado", ())}


def _vuelve_aparte(clave: str, mes: str, d: Datos) -> bool:
    """Whether what turned a payment round took that month of it back."""
    if clave == "anticipo":
        return any(x["clave"] == clave for x in d["aplicado"])
    return any(x.get("periodo") == mes and x["clave"] in CONCEPTOS_DEL_MES for x in d["aplicado"])


def _descontado(d: Datos) -> Counter[tuple[str, str]]:
    """Below zero of a payment, above zero of what turns one round, by programa and month."""
    sumas: Counter[tuple[str, str]] = Counter()
    for x in d["descuentos"]:
        sumas[x["programa"], x.get("periodo", "")] += x["importe"]
    return sumas
