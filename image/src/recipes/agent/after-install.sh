if dpkg-divert --list /usr/bin/py3compile | grep -q .; then
  rm -f /usr/bin/py3compile
  dpkg-divert --quiet --local --rename --remove /usr/bin/py3compile
fi
