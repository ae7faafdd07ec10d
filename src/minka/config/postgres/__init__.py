"""The PostgreSQL that Minka brings along: found, started, watched and stopped by the command itself."""

from minka.config.postgres.cluster import Cluster, embedded_cluster

__all__ = ["Cluster", "embedded_cluster"]
