"""Read-only questions about programmes, by subject: who keeps them, boards, desks, targets."""
