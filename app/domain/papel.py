"""Papers on their way to the printer: what is known of each attempt, without guessing.

A printer that says nothing is not a printer that printed: `enviado` took every byte, `impreso` answered that the paper
came out, `desconocido` stopped answering when it had begun. After that one, whatever is printed again is a copy.
"""

from __future__ import annotations

from dataclasses import dataclass

PENDIENTE = "pendiente"
ENVIANDO = "enviando"
ENVIADO = "enviado"
IMPRESO = "impreso"
FALLO = "fallo"
DESCONOCIDO = "desconocido"
DESCARTADO = "descartado"

#: Kinds of paper.
CLASES_DE_PAPEL = ("pago", "contrapago", "movimiento", "subsidio", "tramite", "corte")
#: The outcomes after which there may be a paper in somebody's hand.
SALIDOS = (ENVIADO, IMPRESO, DESCONOCIDO)
#: Those after which nobody waits for it.
SABIDOS = (ENVIADO, IMPRESO, DESCARTADO)


@dataclass(frozen=True, slots=True)
class Respuesta:
    """What a device says of a paper, or of itself.

    Attributes:
        estado: `impreso` when it answered that the paper came out, `enviado` when it took everything and says nothing.
        aviso: Spanish sentence about what will soon be missing; empty when nothing is.
    """

    estado: str
    aviso: str = ""


@dataclass(frozen=True, slots=True)
class PapelEnCola:
    """A paper that has not come out for certain.

    Attributes:
        folio: of the payment (`2A-000123`), of a voucher, or of the corte (`Z-12`).
        clase: one of `CLASES_DE_PAPEL`.
        estado: pendiente, enviando, fallo or desconocido.
        detalle: what the last attempt said; empty if there was none.
    """

    folio: str
    clase: str
    estado: str = PENDIENTE
    detalle: str = ""


@dataclass(frozen=True, slots=True)
class SalidaDePapel:
    """What became of one paper.

    Attributes:
        copia: 0 the original, n «COPIA n».
        estado: pendiente (there is no printer), enviado, impreso, fallo or desconocido.
        detalle: Spanish text with what to do; empty when there is nothing to do.
    """

    folio: str
    clase: str
    copia: int
    estado: str
    detalle: str = ""

    @property
    def is_bien(self) -> bool:
        """Whether nothing has to be done about it."""
        return self.estado in (ENVIADO, IMPRESO)
