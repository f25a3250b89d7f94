#!/bin/sh
# Writes out/SHA256SUMS over every package in out.
set -eu
cd "$(dirname "$0")/../out"
sha256sum ./*.deb ./*.tar.gz >SHA256SUMS
cat SHA256SUMS
