"""Drafting measured beside a Hocuspocus and a pycrdt-websocket server: the same load, the same machine, in turn."""
