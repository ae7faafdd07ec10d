"""Cases that never were, for a demonstration: marked wherever they are kept and wherever they are counted."""

from minka.cases.actions.made_up.simulating import NotForDemonstration, Simulated, simulate

__all__ = ["NotForDemonstration", "Simulated", "simulate"]
