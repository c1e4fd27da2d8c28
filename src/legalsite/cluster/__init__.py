"""Many machines as one executor: calls go to the workers of a Dask cluster, what they give comes back."""

from typing import TYPE_CHECKING

from legalsite.deferred import deferred

if TYPE_CHECKING:
    from legalsite.cluster.executor import Cluster
    from legalsite.cluster.failure import ClusterError
    from legalsite.cluster.reaching import Access, reached
else:
    __getattr__ = deferred(
        __name__, {"executor": "Cluster", "failure": "ClusterError", "reaching": "Access reached"}
    )

__all__ = ["Access", "Cluster", "ClusterError", "reached"]
