"""F4, cancelar o devolver: a payment turned round, seen before it is allowed. See `ui.revertir.panel`."""
