"""What turns a payment round: cancelaciones, devoluciones, cheques that came back."""
