"""Pages of processes: public ones and those that set a process up."""
