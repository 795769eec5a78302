"""One page that holds everything about a result: opens from a file, asks the network for nothing, prints well."""
