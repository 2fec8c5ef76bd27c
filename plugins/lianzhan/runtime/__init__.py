"""What knows nothing of sites: worker processes, Dask, the cache, digests, files without links."""
