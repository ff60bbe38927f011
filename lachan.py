"""The command ``lachan``: joins the commands of classifier, training and service, nothing else."""

from __future__ import annotations
