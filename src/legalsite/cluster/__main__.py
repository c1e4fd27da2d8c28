"""An interpreter for one call: what a worker starts."""

from legalsite.cluster.calls import make

if __name__ == "__main__":
    make()
