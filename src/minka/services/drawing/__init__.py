"""Pictures of services, drawn by the server."""
