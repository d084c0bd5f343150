"""Who may do what, cell by cell: the table written a second time, as the organismo's people would draw it."""

from __future__ import annotations

from itertools import product

import pytest

from app.domain.errores import NegocioError
from app.domain.permisos import OPERACIONES, exigir_permiso, puede, quien_puede, requisito
from app.domain.usuario import ROLES, Usuario

#: cajero, supervisor, tesoreria, auditor, administrador; and whether it must be somebody else.
TABLA = """
abrir_turno           ● · · · ·
cobrar                ● · · · ·
mover_efectivo        ● · · · ·
abrir_cajon           ● · · · ·
cerrar_turno          ● · · · ·
cerrar_turno_ajeno    · ● · · ·  otro
saltar_rezago         · ● · · ·  otro
autorizar_movimiento  · ● · · ·  otro
cancelar              · ● · · ·  otro
devolver              · ● · · ·  otro
cheque_devuelto       · ● · · ·  otro
cargar_gastos         · ● · · ·  otro
anular_cargo          · ● · · ·  otro
condonar              · ● · · ·  otro
hacer_convenio        · ● · · ·  otro
terminar_convenio     · ● · · ·  otro
emitir_constancia     ● ● · · ·
recibir_solicitud     ● ● · · ·
anotar_estudio        · ● · · ·
resolver_solicitud    · ● · · ·  otro
otorgar_beneficio     · ● · · ·  otro
renovar_beneficio     · ● · · ·  otro
retirar_beneficio     · ● · · ·  otro
firmar_subsidio       ● · · · ·
firmar_subsidio_ajeno · ● · · ·
archivar_subsidio     ● ● · · ·
ver_curp              · ● · · ·
recuperar_pago        · ● · · ·  otro
recuperar_caja        · ● · · ●
ver_esperado          · ● · · ·  otro
ver_reportes          · ● ● ● ●
ver_cortes            ● ● ● ● ·
recontar              · ● · · ·  otro
entregar_ajeno        · ● · · ·
recibir_corte         · · ● · ·  otro
resolver_incidencia   · ● · · ·
desbloquear_pin       · ● · · ·  otro
recuperar_pin         · ● · · ●  otro
alta_usuario          · · · · ●
baja_usuario          · · · · ●  otro
importar              · · · · ●
facturar              · · · · ●
importar_tarifa       · · · · ●
carpeta_respaldos     · · · · ●
cambiar_bloqueo       · ● · · ●
cambiar_impresora     · ● · · ●
"""
CELDAS = {
    fila[0]: (dict(zip(ROLES, (c == "●" for c in fila[1:6]), strict=True)), fila[6:] == ["otro"])
    for fila in map(str.split, TABLA.strip().splitlines())
}


def test_the_table_has_these_operations_and_no_others() -> None:
    assert [o.clave for o in OPERACIONES] == list(CELDAS)


@pytest.mark.parametrize(("operacion", "rol"), tuple(product(CELDAS, ROLES)))
def test_each_role_may_what_its_cell_says(operacion: str, rol: str) -> None:
    permitidos, otro = CELDAS[operacion]
    persona = Usuario("ana", "Ana", (rol,))
    assert puede(persona, operacion) == permitidos[rol]
    if not permitidos[rol]:
        with pytest.raises(NegocioError) as negado:
            exigir_permiso(persona, operacion)
        assert negado.value.clave == requisito(operacion)
        return
    exigir_permiso(persona, operacion, "otra")
    if otro:
        with pytest.raises(NegocioError) as negado:
            exigir_permiso(persona, operacion, "ana")
        assert negado.value.clave == "autoriza_otro"
    else:
        exigir_permiso(persona, operacion, "ana")


def test_any_of_several_roles_is_enough_and_no_role_is_none() -> None:
    assert puede(Usuario("ana", "Ana", ("auditor", "cajero")), "cobrar")
    assert not puede(Usuario("ana", "Ana", ()), "cobrar")
    with pytest.raises(KeyError):
        puede(Usuario("ana", "Ana", ROLES), "volar")


def test_who_may_is_said_in_words() -> None:
    assert quien_puede("cambiar_impresora") == "un supervisor o un administrador"
    assert (requisito("cambiar_impresora"), requisito("cobrar")) == ("requiere_administrador", "requiere_cajero")
