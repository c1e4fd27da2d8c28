"""What stops a cluster's work."""


class ClusterError(Exception):
    """The cluster cannot do the work; the message says why and what to do."""
