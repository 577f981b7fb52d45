"""`make audit`: the pins against the advisories that pip-audit can reach; says plainly what was and was not checked.

Exit code 1 only for an advisory about what the server runs; 0 otherwise, also where nothing could be checked.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PIP_AUDIT = ROOT / ".tools" / "bin" / "pip-audit"
SERVICES = ("pypi", "osv")
SERVED, TESTED = "requirements.txt", "requirements-dev.txt"


def main() -> int:
    """Audit both files; return the exit code."""
    served, tested = audit(SERVED), audit(TESTED)
    print("\n".join([*verdict(SERVED, served), *verdict(TESTED, tested)]))
    return 1 if advisories(served) else 0


def audit(file: str) -> list[dict[str, Any]]:
    """Return pip-audit's entry of each pin, from the first service that checks any; an empty list if none answers."""
    found: list[dict[str, Any]] = []
    for service in SERVICES:
        found = _ask(service, file) or found
        if any("vulns" in entry for entry in found):
            break
    return found


def _ask(service: str, file: str) -> list[dict[str, Any]]:
    options = ["--disable-pip", "--no-deps", "--progress-spinner", "off", "--timeout", "5", "--format", "json"]
    command = [str(PIP_AUDIT), *options, "--vulnerability-service", service, "--requirement", file]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    try:
        return json.loads(done.stdout)["dependencies"]
    except (json.JSONDecodeError, KeyError):
        return []


def advisories(entries: list[dict[str, Any]]) -> list[str]:
    """Return a line for each advisory."""
    return [
        f"  {entry['name']} {entry['version']}: {vuln['id']}, mended in {', '.join(vuln['fix_versions']) or 'none'}"
        for entry in entries
        for vuln in entry.get("vulns", [])
    ]


def verdict(file: str, entries: list[dict[str, Any]]) -> list[str]:
    """Return what to tell about one file."""
    checked = [entry for entry in entries if "vulns" in entry]
    missed = sorted({entry["name"] for entry in entries if "vulns" not in entry})
    if not checked:
        return [f"{file}: NOTHING WAS CHECKED: no advisory service can be reached from here. Try from another network."]
    lines = advisories(entries)
    return [
        f"{file}: {len(checked)} pins checked; known advisories: {len(lines) or 'none'}.",
        *lines,
        *([f"  not checked, because the service does not know them: {', '.join(missed)}"] if missed else []),
    ]


if __name__ == "__main__":
    sys.exit(main())
