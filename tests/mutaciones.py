"""The small changes that `tests/mutantes.py` makes to a module, one at a time."""

from __future__ import annotations

import ast
import functools
import gc
import types
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

RAIZ = Path(__file__).resolve().parent.parent

_COMPARACIONES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_OPERADORES: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Div,
    ast.Mod: ast.FloorDiv, ast.Pow: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
_FUNCIONES = {"min": "max", "max": "min", "any": "all", "all": "any"}
#: Methods that only tidy up their object: the change is to do without.
_DE_ASEO = ("strip", "casefold", "upper", "lower", "normalize", "lstrip", "rstrip", "ljust")


@dataclass(frozen=True)
class Mutante:
    """One change inside a top-level statement of a module, not made yet.

    Attributes:
        raiz: the top-level statement.
        duenio, campo, indice: where the changed node hangs from; no `indice` when it is no list.
        nuevo: what goes there instead.
        lineas: of the source, those that whoever runs the change runs.
        dentro: inside a function; else it is run when the module is read, and `lineas` are where its name is used
            in the module: empty for all that others may use.
    """

    modulo: str
    raiz: ast.stmt
    duenio: ast.AST
    campo: str
    indice: int | None
    nuevo: Any
    lineas: frozenset[int]
    dentro: bool
    texto: str

    def hacer(self) -> None:
        """Make the change in this process, for everybody who has imported the module already."""
        gc.unfreeze()
        antes = vars(import_module(".".join(ruta(self.modulo).relative_to(RAIZ).with_suffix("").parts)))
        ahora = dict(antes)
        exec(self._compilar(), ahora)
        if not self.dentro:
            for recordada in (x for x in gc.get_objects() if isinstance(x, functools._lru_cache_wrapper)):
                recordada.cache_clear()
        for nombre in [n for n, valor in ahora.items() if valor is not antes.get(n) and n != "annotations"]:
            _injertar(nombre, antes[nombre], ahora[nombre])

    def _compilar(self) -> Any:
        if self.indice is None:
            setattr(self.duenio, self.campo, self.nuevo)
        else:
            getattr(self.duenio, self.campo)[self.indice] = self.nuevo
        futuro = ast.parse("from __future__ import annotations").body
        arbol = ast.fix_missing_locations(ast.Module([*futuro, self.raiz], []))
        return compile(arbol, str(ruta(self.modulo)), "exec", dont_inherit=True)


def ruta(modulo: str) -> Path:
    """The file of a module of the domain; no two have one name."""
    return next((RAIZ / "app" / "domain").rglob(f"{modulo}.py"))


def mutantes(modulo: str, fuente: str) -> Iterator[Mutante]:
    """Every change to a module, in the order of its text; imports, docstrings, types and asserts have none."""
    arbol = ast.parse(fuente)
    usos = [(n.id, n.lineno) for n in ast.walk(arbol) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)]
    for raiz in arbol.body:
        if isinstance(raiz, (ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)):
            for duenio, campo, indice, sentencia, dentro in _lugares(raiz, raiz, isinstance(raiz, ast.FunctionDef)):
                nodo = _nodo(duenio, campo, indice)
                for nuevo in _cambios(nodo):
                    texto = f"{modulo}:{nodo.lineno}: {_decir(nodo)} → {_decir(nuevo)}"
                    usan = {n for nombre, n in usos if nombre == _nombre(raiz)}
                    lineas = _lineas(nodo, sentencia) if dentro else usan
                    yield Mutante(modulo, raiz, duenio, campo, indice, nuevo, frozenset(lineas), dentro, texto)


def _lineas(nodo: Any, sentencia: Any) -> set[int]:
    """Of a statement without others inside, all its lines; of the head of one that has them, the node's own."""
    donde = nodo if hasattr(sentencia, "body") else sentencia
    return set(range(donde.lineno, donde.end_lineno + 1))


def _nombre(raiz: Any) -> str:
    """What a constant is called; nothing for a class, whose defaults anybody may take."""
    destino = raiz.targets[0] if isinstance(raiz, ast.Assign) else getattr(raiz, "target", None)
    return str(getattr(destino, "id", ""))


def _nodo(duenio: ast.AST, campo: str, indice: int | None) -> Any:
    valor = getattr(duenio, campo)
    return valor if indice is None else valor[indice]


def _lugares(nodo: ast.AST, sentencia: ast.stmt, dentro: bool) -> Iterator[tuple[ast.AST, str, int | None, Any, bool]]:
    """Where something may be changed: the owner, its field, and the statement it is run in."""
    for campo, valor in ast.iter_fields(nodo):
        if campo in ("annotation", "returns", "decorator_list", "bases", "keywords") and not isinstance(nodo, ast.Call):
            continue
        for indice, hijo in enumerate(valor) if isinstance(valor, list) else [(None, valor)]:
            if not isinstance(hijo, ast.AST) or isinstance(hijo, ast.Assert) or _is_docstring(hijo):
                continue
            suya = hijo if isinstance(hijo, ast.stmt) else sentencia
            cuerpo = (dentro or isinstance(hijo, ast.FunctionDef)) and not isinstance(hijo, ast.arguments)
            yield nodo, campo, indice, suya, cuerpo
            yield from _lugares(hijo, suya, cuerpo)


def _is_docstring(nodo: ast.AST) -> bool:
    return isinstance(nodo, ast.Expr) and isinstance(nodo.value, ast.Constant)


def _cambios(nodo: Any) -> Iterator[ast.AST]:
    """What a node may be changed into."""
    match nodo:
        case ast.Compare():
            for i, op in enumerate(nodo.ops):
                ops = [*nodo.ops[:i], _COMPARACIONES[type(op)](), *nodo.ops[i + 1 :]]
                yield ast.Compare(nodo.left, ops, nodo.comparators)
        case ast.BinOp():
            yield ast.BinOp(nodo.left, _OPERADORES[type(nodo.op)](), nodo.right)
        case ast.AugAssign():
            yield ast.AugAssign(nodo.target, _OPERADORES[type(nodo.op)](), nodo.value)
        case ast.BoolOp():
            yield ast.BoolOp(ast.Or() if isinstance(nodo.op, ast.And) else ast.And(), nodo.values)
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield nodo.operand
        case ast.Constant(value=bool()):
            yield ast.Constant(not nodo.value)
        case ast.Constant(value=int()):
            yield ast.Constant(nodo.value + 1)
            yield ast.Constant(nodo.value - 1)
        case ast.Constant(value=str()):
            yield ast.Constant(f"XX{nodo.value}XX")
        case ast.Call(func=ast.Name(id=nombre)) if nombre in _FUNCIONES:
            yield ast.Call(ast.Name(_FUNCIONES[nombre], ast.Load()), nodo.args, nodo.keywords)
        case ast.Call(func=ast.Attribute(attr=nombre)) if nombre in _DE_ASEO:
            yield nodo.func.value
        case ast.Return(value=ast.expr()) if not (isinstance(nodo.value, ast.Constant) and nodo.value.value is None):
            yield ast.Return(ast.Constant(None))
        case ast.Raise() | ast.Expr():
            yield ast.Pass()
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()
        case ast.If(test=ast.Name() | ast.Attribute() | ast.Call() | ast.BoolOp()):
            yield ast.If(ast.UnaryOp(ast.Not(), nodo.test), nodo.body, nodo.orelse)
        case ast.IfExp(test=ast.Name() | ast.Attribute() | ast.Call() | ast.BoolOp()):
            yield ast.IfExp(ast.UnaryOp(ast.Not(), nodo.test), nodo.body, nodo.orelse)


def _decir(nodo: ast.AST) -> str:
    if isinstance(nodo, ast.If):
        return f"if {ast.unparse(nodo.test)}"
    texto = " ".join(ast.unparse(nodo).split())
    return f"`{texto}`" if len(texto) <= 90 else f"`{texto[:60]} … {texto[-25:]}`"


def _injertar(nombre: str, antes: Any, ahora: Any) -> None:
    """Put changed code inside the functions there are; a changed constant, wherever it is called by its name."""
    antes, ahora = (getattr(x, "__wrapped__", x) for x in (antes, ahora))
    if isinstance(antes, types.FunctionType):
        for parte in ("__code__", "__defaults__", "__kwdefaults__"):
            setattr(antes, parte, getattr(ahora, parte))
    elif isinstance(antes, type):
        for metodo, suyo in vars(ahora).items():
            viejo = vars(antes).get(metodo)
            for parte in ("__func__", "fget"):
                suyo, viejo = getattr(suyo, parte, suyo), getattr(viejo, parte, viejo)
            if isinstance(viejo, types.FunctionType):
                _injertar(metodo, viejo, suyo)
    else:
        for quien in gc.get_referrers(antes):
            if isinstance(quien, dict):
                propio = isinstance(antes, (tuple, dict))
                cambia = [c for c, valor in quien.items() if valor is antes and (propio or c == nombre)]
                quien.update(dict.fromkeys(cambia, ahora))
