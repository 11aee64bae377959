#!/usr/bin/env bash
# Installs the daemons these tests talk to, on Debian 12 or later, as root. Safe to run again.
#
# rsyslog is installed by apt; its system service is not used and not needed. syslog-ng cannot be installed beside it (the
# packages conflict), so syslog-ng-core is unpacked into artifacts/receivers/syslog-ng of this repository, where the tests look
# for it; only the libraries it depends on are installed. SLSSYSLOG_SYSLOG_NG_ROOT names another folder, for the tests as well.
set -euo pipefail

repository=$(cd "$(dirname "$0")/../.." && pwd)
root=${SLSSYSLOG_SYSLOG_NG_ROOT:-$repository/artifacts/receivers/syslog-ng}
export DEBIAN_FRONTEND=noninteractive

has_module() { compgen -G "/usr/lib/*/rsyslog/$1.so" >/dev/null; }
if [[ -x /usr/sbin/rsyslogd && -x $root/usr/sbin/syslog-ng ]] && has_module imrelp && has_module lmnsd_gtls && has_module lmnsd_ossl; then
  echo "receivers: already installed"
  exit 0
fi

[[ ${APT_UPDATED:-} == true ]] || apt-get update -qq
apt-get install -y -qq --no-install-recommends rsyslog rsyslog-gnutls rsyslog-openssl rsyslog-relp openssl >/dev/null

# apt drops its privileges to download, so the folder must be one that its own user can write to.
download=$(mktemp -d)
trap 'rm -rf "$download"' EXIT
chmod 755 "$download"
(cd "$download" && apt-get -o APT::Sandbox::User=root -qq download syslog-ng-core)
package=$(echo "$download"/syslog-ng-core_*.deb)

# "libc6 (>= 2.34), libsystemd0 | libelogind0, ..." -> libc6 libsystemd0 ...
mapfile -t libraries < <(dpkg-deb -f "$package" Depends | tr ',' '\n' | sed -E 's/\|.*//; s/\(.*\)//; s/[[:space:]]//g' | grep '^lib')
apt-get install -y -qq --no-install-recommends "${libraries[@]}" >/dev/null
mkdir -p "$root"
dpkg -x "$package" "$root"

rsyslogd -v | head -n 1
LD_LIBRARY_PATH="$root/usr/lib/syslog-ng" "$root/usr/sbin/syslog-ng" --version | head -n 2
