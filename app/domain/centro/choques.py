"""What was done at a caja while something else was true of the cuenta elsewhere: nobody is refused, somebody is told.

Each is found when the later of the two facts arrives at the centre, whichever that is; the earlier one is named first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.beneficio.otorgamiento import exigir_unico, se_enciman
from app.domain.centro.incidencia import Hallazgo
from app.domain.cuenta import Beneficio
from app.domain.deuda.aplicado import Aplicado
from app.domain.dinero import CERO, Dinero
from app.domain.errores import NegocioError
from app.domain.perfil import Perfil
from app.domain.periodo import Periodo
from app.domain.tramite.convenio import Convenio
from app.domain.tramite.situacion import situar


@dataclass(frozen=True, slots=True)
class Tramitado:
    """A payment or a convenio as it was made at its caja.

    Attributes:
        ref, folio: of its asiento and its paper.
        titular: of the cuenta, as that caja knew it.
        importe: paid, or agreed.
        recibos: what each recibo was billed, by month, as that caja knew it; none of a convenio.
    """

    ref: str
    folio: str
    cuenta: str
    titular: str
    importe: Dinero
    recibos: Mapping[str, Dinero]

    @property
    def caja(self) -> str:
        """Where it was made."""
        return self.ref.partition("/")[0]


@dataclass(frozen=True, slots=True)
class DescuentoDado:
    """What a program took off a payment that stands."""

    ref: str
    folio: str
    fecha: date
    programa: str
    importe: Dinero


@dataclass(frozen=True, slots=True)
class Retirado:
    """A withdrawal: the ref of its asiento, of which benefit, and the first day without it."""

    ref: str
    beneficio: str
    programa: str
    fecha: date


def cambio_de_titular(hecho: Tramitado, titular: str) -> Iterator[Hallazgo]:
    """The paper that came out in the name of who is not the titular any more."""
    if not titular or _plano(hecho.titular) == _plano(titular):
        return
    yield Hallazgo(
        clase="cambio_de_titular",
        caja=hecho.caja,
        refs=(hecho.ref,),
        resumen=f"El folio {hecho.folio} de la cuenta {hecho.cuenta} salió a nombre de {hecho.titular}, y la cuenta ya "
        f"es de {titular}.",
        cuenta=hecho.cuenta,
        importe=hecho.importe,
        folios=(hecho.folio,),
        importes=(hecho.importe,),
    )


def refacturados(hecho: Tramitado, facturado: Mapping[str, Dinero]) -> Iterator[Hallazgo]:
    """The recibos that were billed again for more before what had been paid of them was known.

    Where they became less, what is left over is told by itself.

    Args:
        facturado: what each recibo is billed at the centre now; those that it does not have are left alone.
    """
    for periodo, visto in hecho.recibos.items():
        hoy = facturado.get(periodo, visto)
        if hoy <= visto:
            continue
        diferencia = hoy - visto
        yield Hallazgo(
            clase="refacturado",
            caja=hecho.caja,
            refs=(hecho.ref,),
            resumen=f"El folio {hecho.folio} pagó el recibo {periodo} de la cuenta {hecho.cuenta} cuando era de "
            f"{visto}, y ahora es de {hoy}: quedan {diferencia} por pagar.",
            cuenta=hecho.cuenta,
            importe=diferencia,
            folios=(hecho.folio,),
            importes=(hecho.importe,),
            objeto=periodo,
        )


def descuentos_retirados(
    cuenta: str, beneficios: Iterable[Beneficio], retiros: Sequence[Retirado], descuentos: Iterable[DescuentoDado]
) -> Iterator[Hallazgo]:
    """Discounts of a benefit that another caja had withdrawn by that day, and that no other grant allows.

    Args:
        beneficios: of the cuenta, with what became of each.
    """
    suyos = list(beneficios)
    for d in descuentos:
        if any(b.programa == d.programa and b.is_vigente(d.fecha) for b in suyos):
            continue
        for retiro in retiros:
            ajeno = retiro.ref.partition("/")[0] != d.ref.partition("/")[0]
            if ajeno and retiro.programa == d.programa and retiro.fecha <= d.fecha:
                yield Hallazgo(
                    clase="beneficio_retirado",
                    caja=d.ref.partition("/")[0],
                    refs=(retiro.ref, d.ref),
                    resumen=f"El folio {d.folio} de la cuenta {cuenta} descontó {d.importe} con {d.programa}, que la "
                    f"caja {retiro.ref.partition('/')[0]} había retirado desde el {retiro.fecha:%d/%m/%Y}.",
                    cuenta=cuenta,
                    importe=d.importe,
                    folios=(d.folio,),
                    importes=(d.importe,),
                )
                break


def encimados(perfil: Perfil, beneficios: Sequence[Beneficio]) -> Iterator[Hallazgo]:
    """Benefits of one cuenta that the law does not let stand together.

    Args:
        beneficios: in the order in which they arrived, with what became of each.

    Raises:
        NegocioError: `programa_desconocido`.
    """
    for n, nuevo in enumerate(beneficios):
        programa, hasta = perfil.programa(nuevo.programa), _ultimo_dia(nuevo)
        for otro in beneficios[:n]:
            perfil.programa(otro.programa)
            if _caja_de(otro) == _caja_de(nuevo) or (hasta is not None and hasta < nuevo.desde):
                continue
            try:
                exigir_unico(perfil, programa, (otro,), nuevo.desde, hasta)
            except NegocioError:
                yield _de_beneficios(
                    "beneficios_encimados",
                    otro,
                    nuevo,
                    f"La cuenta {nuevo.cuenta} tiene {otro.programa} ({_donde(otro)}) y {nuevo.programa} "
                    f"({_donde(nuevo)}) en los mismos días.",
                )


def repetidos(nuevo: Beneficio, de_otras: Iterable[Beneficio]) -> Iterator[Hallazgo]:
    """The same person with a benefit on another cuenta for the same days (Loreto, Art. 151: un solo inmueble).

    Args:
        de_otras: benefits of other cuentas with the same CURP.
    """
    hasta = _ultimo_dia(nuevo)
    for otro in de_otras:
        junto = _caja_de(otro) != _caja_de(nuevo) and (hasta is None or hasta >= nuevo.desde)
        if junto and se_enciman(otro, nuevo.desde, hasta):
            yield _de_beneficios(
                "beneficiario_repetido",
                otro,
                nuevo,
                f"La misma persona tiene {otro.programa} en la cuenta {otro.cuenta} ({_donde(otro)}) y "
                f"{nuevo.programa} en la {nuevo.cuenta} ({_donde(nuevo)}).",
            )


def dos_convenios(
    convenios: Sequence[Convenio], saldos: Mapping[Periodo, Dinero], hechos: Sequence[Aplicado]
) -> Iterator[Hallazgo]:
    """Convenios of one cuenta that different cajas made while the one before was being kept.

    Args:
        convenios: those that nobody ended, in the order in which they arrived.
        saldos: what is left of each recibo of the cuenta at the centre; one that is not there is as it was agreed.
        hechos: what all cajas have applied to the cuenta.
    """
    for n, nuevo in enumerate(convenios):
        for otro in (c for c in convenios[:n] if c.folio.caja != nuevo.folio.caja):
            antes, despues = sorted((otro, nuevo), key=lambda c: c.fecha)
            if not situar(antes, _debido(antes, saldos), hechos, despues.fecha).is_vigente:
                continue
            yield Hallazgo(
                clase="dos_convenios",
                caja=nuevo.folio.caja,
                refs=tuple(f"{c.folio.caja}/{c.epoca}/{c.seq}" for c in (otro, nuevo)),
                resumen=f"La cuenta {nuevo.cuenta} tiene dos convenios: {otro.folio} por {otro.deuda} y {nuevo.folio} "
                f"por {nuevo.deuda}.",
                cuenta=nuevo.cuenta,
                importe=min(otro.deuda, nuevo.deuda),
                folios=(str(otro.folio), str(nuevo.folio)),
                importes=(otro.deuda, nuevo.deuda),
            )


def _debido(convenio: Convenio, saldos: Mapping[Periodo, Dinero]) -> dict[Periodo, Dinero]:
    """What is owed of each of its recibos, as if lateness had stopped on its day; nothing of one that is paid."""
    quedan = {r: saldos.get(r.periodo, r.saldo) for r in convenio.recibos}
    return {r.periodo: saldo + r.accesorios if saldo > CERO else CERO for r, saldo in quedan.items()}


def _de_beneficios(clase: str, otro: Beneficio, nuevo: Beneficio, resumen: str) -> Hallazgo:
    refs = tuple(b.origen.removeprefix("asiento:") for b in (otro, nuevo))
    return Hallazgo(clase, _caja_de(nuevo), refs, resumen, nuevo.cuenta, objeto=f"{otro.programa} {nuevo.programa}")


def _caja_de(beneficio: Beneficio) -> str:
    """Where it was granted; empty for an imported one."""
    return beneficio.origen.removeprefix("asiento:").partition("/")[0] if "asiento:" in beneficio.origen else ""


def _donde(beneficio: Beneficio) -> str:
    caja = _caja_de(beneficio)
    return f"caja {caja}" if caja else "del padrón"


def _ultimo_dia(beneficio: Beneficio) -> date | None:
    """Last day that it is in force, its withdrawal counted."""
    if beneficio.retirado is None:
        return beneficio.hasta
    return min(filter(None, (beneficio.hasta, beneficio.retirado - timedelta(days=1))))


def _plano(nombre: str) -> str:
    return " ".join(nombre.split()).casefold()
