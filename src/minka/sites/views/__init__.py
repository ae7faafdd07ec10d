"""Pages of the network: opening sites, their people, their organisations."""
