"""A line of text that somebody typed and that stays in the diario and on paper for ever."""

from __future__ import annotations

from app.domain.errores import NegocioError

#: More letters than any name, reference or reason needs.
LARGO = 200


def exigir_renglon(texto: str) -> str:
    """The text, if it may stay.

    Raises:
        NegocioError: `texto_invalido`, it is too long or holds what no paper prints (control characters among them).
    """
    if len(texto) > LARGO or not texto.isprintable():
        raise NegocioError("texto_invalido", f"Un texto pasa de {LARGO} letras o trae signos que no se imprimen.")
    return texto
