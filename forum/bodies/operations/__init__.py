"""Acts on bodies, their members, sessions and agendas: each is require, change, record."""
