"""The preview of `serve`: the output on this machine's own address, rebuilt and reloaded."""
