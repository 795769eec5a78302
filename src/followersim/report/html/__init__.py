"""One page that holds everything about a result: it opens from a file, asks the network for nothing, and prints well."""
