"""Reading bodies, their members, sessions and agendas."""
