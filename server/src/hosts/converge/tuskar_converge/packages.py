"""Packages, only where the image lacks them."""

from . import process
from .outcome import ItemError, Outcome

QUERY_SECONDS = 30
INSTALL_SECONDS = 1800
APT = [
    "apt-get",
    "--quiet",
    "--yes",
    "-o",
    "DPkg::Lock::Timeout=120",
    # What Tuskar wrote is right; the package's own version of it is not.
    "-o",
    "Dpkg::Options::=--force-confold",
    "-o",
    "Dpkg::Options::=--force-confdef",
]


def converge_package(item, host):
    missing = without_install(item["names"], host)
    if not missing:
        return Outcome()
    if not host.check:
        host.touching(item)
        with host.packages:
            host.reporter.item(item, "running", message=f"installing {', '.join(missing)}")
            install(missing, host)
        host.touched(item)
        left = without_install(item["names"], host)
        if left:
            raise ItemError(f"apt-get installed no package called {', '.join(left)}")
    return Outcome(["install"], f"not installed: {', '.join(missing)}")


def without_install(names, host):
    argv = ["dpkg-query", "--show", "--showformat=${Package} ${db:Status-Status}\\n", *names]
    try:
        result = process.run(argv, stop=host.stop, timeout=QUERY_SECONDS)
    except FileNotFoundError as error:
        raise ItemError("the host has no dpkg: only Debian and Ubuntu are known") from error
    # It exits with 1 where it does not know one of the names, and lists the others.
    lines = {tuple(line.split(" ")) for line in result.output.splitlines()}
    return [name for name in names if (name.split(":")[0], "installed") not in lines]


def install(names, host):
    result = apt(["install", "--no-install-recommends", *names], host)
    if result.exit_code != 0:
        # The lists may be missing or old.
        update = apt(["update"], host)
        if update.exit_code != 0:
            raise update.fail()
        result = apt(["install", "--no-install-recommends", *names], host)
    if result.exit_code != 0:
        raise result.fail()


def apt(arguments, host):
    environment = {"DEBIAN_FRONTEND": "noninteractive"}
    return process.run([*APT, *arguments], stop=host.stop, timeout=INSTALL_SECONDS, env=environment)
