"""Many machines as one executor: calls go to the workers of a Dask cluster, what they give comes back."""

from legalsite.cluster.executor import Cluster
from legalsite.cluster.failure import ClusterError
from legalsite.cluster.reaching import Access, reached

__all__ = ["Access", "Cluster", "ClusterError", "reached"]
