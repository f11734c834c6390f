"""Load by wrk from the other core: requests a second, and the median answer of one connection."""

import os
import re
import subprocess
import tempfile
from dataclasses import dataclass, field
from statistics import median

SECONDS, ROUNDS = 4, int(os.environ.get("ROUNDS", "5"))


@dataclass
class Target:
    address: str
    headers: dict[str, str] = field(default_factory=dict)
    form: str = ""  # posted where it is given; %d in it counts up


def rate(target: Target, connections: int = 8) -> float:
    """Requests a second."""
    return float(re.findall(r"Requests/sec:\s+([\d.]+)", _run(target, connections))[0])


def p50(target: Target) -> float:
    """The median answer of one connection, in milliseconds."""
    value, unit = re.findall(r"50%\s+([\d.]+)(us|ms|s)", _run(target, 1))[0]
    return float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def pairs(measure, one: Target, other: Target) -> tuple[float, float, float]:
    """(median of one, median of the other, median of the ratios), measured in turn."""
    found = [(measure(one), measure(other)) for _round in range(ROUNDS)]
    return median(a for a, _b in found), median(b for _a, b in found), median(a / b for a, b in found)


def _run(target: Target, connections: int) -> str:
    command = ["taskset", "-c", "1", "wrk", "-t1", f"-c{connections}", f"-d{SECONDS}s", "--latency"]
    for name, value in target.headers.items():
        command += ["-H", f"{name}: {value}"]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        if target.form:
            script.write(_posting(target.form))
            script.flush()
            command += ["-s", script.name]
        output = subprocess.run([*command, target.address], capture_output=True, text=True, check=True).stdout
    failed = re.findall(r"Non-2xx or 3xx responses: (\d+)", output)
    if failed:
        raise RuntimeError(f"{target.address} refused {failed[0]} requests")
    return output


def _posting(form: str) -> str:
    """A wrk script that posts the form, each time with another number in it."""
    return (
        "counter = math.floor(os.clock() * 1e6) % 1e6 * 1e6 + math.floor(os.time() % 1e5)\n"
        'wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/x-www-form-urlencoded"\n'
        "request = function()\n  counter = counter + 1\n"
        f"  return wrk.format(nil, nil, nil, string.format({form!r}, counter))\nend\n"
    )
