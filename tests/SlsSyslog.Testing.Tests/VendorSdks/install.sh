#!/usr/bin/env bash
# Installs the SDKs that these tests run into artifacts/vendor-sdks of this repository, and Node.js by apt (Debian, as root) where npm
# is missing. Safe to run again.
set -euo pipefail

folder=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$folder/../../.." && pwd)/artifacts/vendor-sdks

if [[ -d $root/node_modules ]] && cmp -s "$folder/package-lock.json" "$root/package-lock.json"; then
  echo "vendor SDKs: already installed"
  exit 0
fi

if ! command -v npm >/dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  [[ ${APT_UPDATED:-} == true ]] || apt-get update -qq
  apt-get install -y -qq --no-install-recommends nodejs npm >/dev/null
fi

rm -rf "$root"
mkdir -p "$root"
cp "$folder/package.json" "$folder/package-lock.json" "$root"
cd "$root"
# No package needs its install script to run.
npm ci --ignore-scripts --no-audit --no-fund
