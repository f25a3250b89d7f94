#!/bin/sh
# Builds what every package carries: out/publish/elysia, and SQLite beside it.
set -eu
cd "$(dirname "$0")/.."
rm -rf out/publish
dotnet publish Elysia.Daemon -p:PublishProfile=package -c Release -o out/publish -v quiet --nologo
