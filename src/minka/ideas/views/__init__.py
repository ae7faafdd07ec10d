"""Pages of ideas: reading them, writing one."""
