#!/usr/bin/env bash
# Installs Prometheus and promtool, with which the tests check the alerts, on Debian 12 or later, as root. Safe to run again. The system
# service is not used and not needed.
set -euo pipefail

if command -v prometheus >/dev/null && command -v promtool >/dev/null; then
  echo "prometheus: already installed"
  exit 0
fi

export DEBIAN_FRONTEND=noninteractive
[[ ${APT_UPDATED:-} == true ]] || apt-get update -qq
apt-get install -y -qq --no-install-recommends prometheus >/dev/null
promtool --version 2>&1 | head -n 1
