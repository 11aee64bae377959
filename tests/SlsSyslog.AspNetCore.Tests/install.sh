#!/usr/bin/env bash
# Installs the browser that these tests open the status page in, on Debian 12 or later, as root. Safe to run again.
set -euo pipefail

if [[ -x /usr/bin/chromium ]]; then
  echo "chromium: already installed"
  exit 0
fi

export DEBIAN_FRONTEND=noninteractive
[[ ${APT_UPDATED:-} == true ]] || apt-get update -qq
apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null
chromium --version
