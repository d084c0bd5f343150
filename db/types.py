"""Column types that mean the same in SQLite's STRICT tables and in PostgreSQL: whole numbers, text, bytes."""

from __future__ import annotations

from sqlalchemy import BigInteger, Integer, LargeBinary, Text

#: Amounts in centavos, counters, seq. STRICT tables know no BIGINT; SQLite's INTEGER holds 64 bits anyway.
Entero = BigInteger().with_variant(Integer(), "sqlite")
#: Names, claves, ISO dates (`2023-09-05`) and ISO moments with their offset.
Texto = Text()
Binario = LargeBinary()
