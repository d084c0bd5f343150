"""What a corte says of the centre: how much of the diario it has not acknowledged."""

from __future__ import annotations

from app.documentos import componer
from app.documentos import corte_x as papel_de_corte
from app.domain.corte.corte import Arqueo
from app.turno.caja import cerrar_turno, corte_x
from app.turno.cortes import ver_corte
from tests.app.turno.test_cortes import un_surtido
from tests.factories import DEMO, CajaDePrueba
from tests.printing.muestras import ENCABEZADO


def test_what_the_centre_lacks_is_said_where_there_is_a_centre(caja: CajaDePrueba) -> None:
    un_surtido(caja)
    assert corte_x(caja.ctx).sin_enviar is None
    with caja.uow() as uow:
        uow.sincronia.anotar("registro", "un-registro")
        uow.commit()
    with caja.uow() as uow:
        total = uow.sincronia.pendientes()
    assert corte_x(caja.ctx).sin_enviar == total > 4
    corte = cerrar_turno(caja.ctx, DEMO, Arqueo(()), "")
    assert (corte.sin_enviar, ver_corte(caja.ctx, 1).sin_enviar) == (total, total)
    assert f"Sin enviar al centro {total} asientos" in " ".join(
        "\n".join(componer(papel_de_corte(corte, ENCABEZADO), 80)).split()
    )
    assert caja.verificar().errores == ()
