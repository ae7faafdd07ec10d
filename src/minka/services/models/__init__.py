"""Procedures, services with their versions, what people fill in, and how filling in went."""

from minka.services.models.application import Application, Upload
from minka.services.models.exchange import SimulatedExchange
from minka.services.models.service import DraftChange, DraftEditor, Procedure, Service
from minka.services.models.step import Step
from minka.services.models.version import PublicationRequest, SavedCase, Version

__all__ = [
    "Application",
    "DraftChange",
    "DraftEditor",
    "Procedure",
    "PublicationRequest",
    "SavedCase",
    "Service",
    "SimulatedExchange",
    "Step",
    "Upload",
    "Version",
]
