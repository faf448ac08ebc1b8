# Compiled modules make a service start in a third of the time. Those of test suites are never loaded.
# Beside the public directory there are those that packages asked to compile, with an optional version range.
directories=$(tr ' ' '\n' </var/lib/tuskar-build/py3compile | grep '^/' | sort -u)
# Some files are templates, or for other versions of Python: as with py3compile, that is no failure.
python3 -W ignore -m compileall -q -j 0 -x '/tests?/' /usr/lib/python3/dist-packages $directories >/dev/null 2>&1 || true
test -n "$(find /usr/lib/python3/dist-packages/nova/__pycache__ -name '*.pyc' -print -quit)"
