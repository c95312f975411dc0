"""The engine of the derivations: symbols, steps that check themselves, the ledger, mutants."""
